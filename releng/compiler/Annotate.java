import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes external null annotations (the .eea files that Eclipse's compiler reads) for library types that we extend or implement.
 * Without them a non-null parameter in an overriding method is refused, because the library does not say that it passes no null.
 * Every reference parameter of every overridable method is described as non-null; correct the file by hand where that is untrue
 * (1 is non-null, 0 is nullable). Existing files are left alone.
 *
 * <pre>java releng/compiler/Annotate.java CLASSPATH CLASS...      # CLASSPATH may be ""; CLASS as in a.b.Outer$Inner</pre>
 */
class Annotate {

    static void main(String... arguments) throws IOException {
        var urls = new ArrayList<URL>();
        for (var entry : arguments[0].split(":")) if (!entry.isEmpty()) urls.add(Path.of(entry).toUri().toURL());
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new))) {
            for (var name : List.of(arguments).subList(1, arguments.length)) {
                var file = Path.of("releng/compiler/external", name.replace('.', '/') + ".eea");
                if (Files.exists(file)) continue;
                byte[] bytes;
                try (var in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
                    if (in == null) {
                        System.err.println("not found: " + name);
                        continue;
                    }
                    bytes = in.readAllBytes();
                }
                var text = describe(ClassFile.of().parse(bytes));
                if (text == null) {
                    System.err.println("nothing to say about " + name);
                    continue;
                }
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
        }
    }

    private static String describe(ClassModel type) {
        var out = new StringBuilder("class " + type.thisClass().asInternalName() + "\n");
        type.findAttribute(Attributes.signature()).map(s -> s.signature().stringValue()).filter(s -> s.startsWith("<"))
                .ifPresent(s -> out.append(" ").append(typeParameters(s)).append("\n"));
        var methods = 0;
        for (var method : type.methods()) {
            if (!overridable(method)) continue;
            var signature = method.findAttribute(Attributes.signature()).map(s -> s.signature().stringValue())
                    .orElse(method.methodType().stringValue());
            var annotated = annotated(signature);
            if (annotated.equals(signature)) continue;
            methods++;
            out.append("\n").append(method.methodName().stringValue()).append("\n ").append(signature).append("\n ").append(annotated).append("\n");
        }
        return methods == 0 ? null : out.toString();
    }

    private static boolean overridable(MethodModel method) {
        var flags = method.flags();
        return !flags.has(AccessFlag.PRIVATE) && !flags.has(AccessFlag.STATIC) && !flags.has(AccessFlag.FINAL) && !flags.has(AccessFlag.SYNTHETIC)
                && (flags.has(AccessFlag.PUBLIC) || flags.has(AccessFlag.PROTECTED)) && !method.methodName().stringValue().startsWith("<") && !method.methodName().equalsString("equals"); // Object.eea says it once
    }

    /** The leading {@code <...>} of a class signature. */
    private static String typeParameters(String signature) {
        var depth = 0;
        for (var i = 0; i < signature.length(); i++) {
            if (signature.charAt(i) == '<') depth++;
            if (signature.charAt(i) == '>' && --depth == 0) return signature.substring(0, i + 1);
        }
        throw new IllegalArgumentException(signature);
    }

    /** Marks each parameter itself, not its type arguments, nor the elements of an array. */
    private static String annotated(String signature) {
        var out = new StringBuilder();
        var open = signature.indexOf('(');
        var close = signature.indexOf(')');
        out.append(signature, 0, open + 1);
        var i = open + 1;
        while (i < close) {
            var c = signature.charAt(i);
            if (c == 'L' || c == 'T' || c == '[') out.append(c).append('1');
            else out.append(c);
            var end = end(signature, i);
            out.append(signature, i + 1, end);
            i = end;
        }
        return out.append(signature, close, signature.length()).toString();
    }

    /** Where the type that starts at {@code i} ends. */
    private static int end(String signature, int i) {
        while (signature.charAt(i) == '[') i++;
        var c = signature.charAt(i);
        if (c != 'L' && c != 'T') return i + 1;
        var depth = 0;
        for (;; i++) {
            switch (signature.charAt(i)) {
                case '<' -> depth++;
                case '>' -> depth--;
                case ';' -> {
                    if (depth == 0) return i + 1;
                }
                default -> {
                    // part of a name
                }
            }
        }
    }
}
