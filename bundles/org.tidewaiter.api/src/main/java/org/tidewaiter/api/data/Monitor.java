package org.tidewaiter.api.data;

import org.jspecify.annotations.Nullable;

/**
 * A screen (VESA E-EDID), connected now or once.
 *
 * @param id           the system's name for its place
 * @param vendor       maker's three letters (PNP ID)
 * @param model        its name, else the product code
 * @param serialNumber serial number
 * @param yearMade     year of manufacture, or of the model
 * @param weekMade     week of manufacture
 * @param width        of the image
 * @param height       of the image
 * @param connected    whether it is connected now
 */
public record Monitor(@Key String id, @Nullable String vendor, @Nullable String model, @Nullable String serialNumber,
        @Nullable Long yearMade, @Nullable Long weekMade, @Unit("mm") @Nullable Long width, @Unit("mm") @Nullable Long height,
        @Nullable Boolean connected)
        implements Item {
}
