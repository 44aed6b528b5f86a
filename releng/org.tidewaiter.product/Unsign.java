import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes the signature files out of the framework and the launcher of every product below a folder. The JVM checks the signatures of
 * jars on the class path class by class at each start, and keeps no class of a signed jar in its cache. The classes are the same.
 */
final class Unsign {

    private static final List<String> JARS = List.of("org.eclipse.osgi_*.jar", "org.eclipse.equinox.launcher_*.jar");

    public static void main(String[] arguments) throws IOException {
        var plugins = files(Path.of(arguments[0]), "plugins");
        var count = 0;
        for (var folder : plugins) {
            for (var pattern : JARS) {
                try (var jars = Files.newDirectoryStream(folder, pattern)) {
                    for (var jar : jars) {
                        unsign(jar);
                        count++;
                    }
                }
            }
        }
        // a name that changed must not make the product slow in silence
        if (count == 0 || count != plugins.size() * JARS.size()) {
            throw new IOException(arguments[0] + ": " + plugins.size() + " products, but " + count + " jars of the names " + JARS);
        }
    }

    private static List<Path> files(Path root, String name) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(path -> path.endsWith(name) && Files.isDirectory(path)).toList();
        }
    }

    private static void unsign(Path jar) throws IOException {
        try (var zip = FileSystems.newFileSystem(jar); var entries = Files.newDirectoryStream(zip.getPath("META-INF"), "*.{SF,RSA,DSA,EC}")) {
            for (var entry : entries) Files.delete(entry);
        }
    }
}
