package org.tidewaiter.workbench;

import org.eclipse.ui.services.AbstractServiceFactory;
import org.eclipse.ui.services.IServiceLocator;
import org.jspecify.annotations.Nullable;

/** One {@link ShownEngagement} for the whole workbench. Made by the extension in {@code plugin.xml}, hence public. */
public final class ShownEngagementFactory extends AbstractServiceFactory {

    @Override
    @SuppressWarnings("null")
    public @Nullable Object create(Class serviceInterface, IServiceLocator parentLocator, IServiceLocator locator) {
        var outer = parentLocator.getService(ShownEngagement.class);
        return outer != null ? outer : new ShownEngagement();
    }
}
