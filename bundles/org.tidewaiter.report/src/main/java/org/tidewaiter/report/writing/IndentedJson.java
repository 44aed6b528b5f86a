package org.tidewaiter.report.writing;

import java.io.OutputStream;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** JSON that people can read, with line feeds on every system, so that equal content gives equal bytes. */
public final class IndentedJson extends ObjectWriteContext.Base {

    private IndentedJson() {
    }

    /** A generator whose closing leaves the stream open. */
    public static JsonGenerator into(OutputStream out) {
        return JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build()
                .createGenerator(new IndentedJson(), out, JsonEncoding.UTF8);
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
        var indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }

    @Override
    public boolean hasPrettyPrinter() {
        return true;
    }
}
