package io.fovea.bioimage;

import io.fovea.FoveaException;
import io.fovea.UnreadableFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The files of a package: a folder, or a zip that is unpacked until closed.
 *
 * <pre>{@code
 * try (PackageFolder files = PackageFolder.open(Path.of("unet.zip"))) {
 *     Description description = files.description();
 *     Path onnx = files.file(description.weights().orElseThrow());
 * }
 * }</pre>
 */
public final class PackageFolder implements AutoCloseable {
    /** Names of descriptions, the surest first. */
    private static final List<String> NAMES = List.of("bioimageio.yaml", "rdf.yaml", "bioimageio.yml", "rdf.yml");

    private final Path given;
    private final Path yaml;
    private final Optional<Unpacked> unpacked;

    private PackageFolder(Path given, Path yaml, Optional<Unpacked> unpacked) {
        this.given = given;
        this.yaml = yaml;
        this.unpacked = unpacked;
    }

    /** Whether a path may be that of a package: a folder, a zip or a YAML. */
    public static boolean mayBe(Path path) {
        return Files.isDirectory(path) || isZip(path) || isYaml(path);
    }

    /** Whether a folder is a package, or has nothing but the folder of one in it. */
    public static boolean isOne(Path folder) {
        return Files.isDirectory(folder)
                && described(folder)
                        .or(() -> onlyFolder(folder).flatMap(PackageFolder::described))
                        .isPresent();
    }

    /** Whether a zip has a description in it, at its top or in a folder of that. Nothing is unpacked. */
    public static boolean isZipOfOne(Path zip) {
        try (ZipFile entries = new ZipFile(zip.toFile())) {
            return entries.stream()
                    .map(entry -> entry.getName().replaceFirst("^[^/]+/", ""))
                    .anyMatch(NAMES::contains);
        } catch (IOException e) {
            return false; // no zip, or a damaged one
        }
    }

    /** The description beside an ONNX file that has it as its weights. */
    public static Optional<Path> beside(Path onnx) {
        return NAMES.stream()
                .map(onnx::resolveSibling)
                .filter(Files::isRegularFile)
                .filter(yaml -> DescriptionReader.weightsOf(yaml)
                        .filter(source -> source.equals(onnx.getFileName().toString())
                                || source.equals("./" + onnx.getFileName()))
                        .isPresent())
                .findFirst();
    }

    /** The descriptions that may lie beside an ONNX file, whether they are there or not. */
    public static List<Path> candidates(Path onnx) {
        return NAMES.stream().map(onnx::resolveSibling).toList();
    }

    /**
     * Opens a package; a zip is unpacked, which blocks.
     *
     * @throws FoveaException if it cannot be read, has no description, or is a zip with entries that lie outside of it
     */
    public static PackageFolder open(Path path) {
        if (isZip(path)) {
            Unpacked unpacked = Unpacked.of(path);
            try {
                return new PackageFolder(path, found(unpacked.root(), path), Optional.of(unpacked));
            } catch (RuntimeException e) {
                unpacked.close();
                throw e;
            }
        }
        return new PackageFolder(path, Files.isDirectory(path) ? found(path, path) : path, Optional.empty());
    }

    private static Path found(Path folder, Path given) {
        return described(folder)
                .or(() -> onlyFolder(folder).flatMap(PackageFolder::described))
                .orElseThrow(() -> new FoveaException("'" + given + "' is no BioImage.IO package: it has no "
                        + NAMES.get(0) + " and no " + NAMES.get(1) + "; or give the path of an .onnx file."));
    }

    private static Optional<Path> described(Path folder) {
        return NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    /** What a zip of a folder has in it. */
    private static Optional<Path> onlyFolder(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> folders = entries.filter(Files::isDirectory).limit(2).toList();
            return folders.size() == 1 ? Optional.of(folders.get(0)) : Optional.empty();
        } catch (IOException e) {
            throw new FoveaException(
                    "The folder '" + folder + "' cannot be read: " + UnreadableFile.reason(e) + ".", e);
        }
    }

    private static boolean isZip(Path path) {
        return name(path).endsWith(".zip");
    }

    private static boolean isYaml(Path path) {
        return name(path).endsWith(".yaml") || name(path).endsWith(".yml");
    }

    private static String name(Path path) {
        return path.getFileName() == null ? "" : path.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    /** The path that it was opened by. */
    public Path given() {
        return given;
    }

    /** The description's file. */
    public Path yaml() {
        return yaml;
    }

    /** Whether its files go when this is closed. */
    public boolean isUnpacked() {
        return unpacked.isPresent();
    }

    /** What it says; errors as in {@link DescriptionReader#read}. */
    public Description description() {
        return DescriptionReader.read(yaml);
    }

    /**
     * The ONNX file.
     *
     * @throws FoveaException if there is none, naming what weights there are, or as in {@link #file}
     */
    public Path weights(Description description) {
        return file(description
                .weights()
                .orElseThrow(() -> Refusal.of(
                        given.toString(),
                        description.otherWeights().isEmpty()
                                ? "has no weights"
                                : "has no ONNX weights, only " + String.join(", ", description.otherWeights())
                                        + "; bioimageio.core's add-weights makes some")));
    }

    /**
     * A file of the package, whose sum is compared where it is known.
     *
     * @throws FoveaException if it is missing, on the network, outside of the package, or another than it was
     */
    public Path file(FileSource source) {
        String name = source.source();
        if (name.matches("[a-zA-Z][a-zA-Z0-9+.-]+://.*")) {
            throw Refusal.of(
                    given.toString(),
                    "keeps a file at " + name + ", and Fovea reads what is in the package;"
                            + " download it into the package and give its name as the source");
        }
        Path folder = yaml.toAbsolutePath().getParent().normalize();
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw Refusal.of(given.toString(), "names the file '" + name + "', which lies outside of it");
        }
        if (!Files.isRegularFile(file)) {
            throw Refusal.of(given.toString(), "names the file '" + name + "', which is not there");
        }
        if (!source.sha256().isEmpty()) {
            String sum = sha256(file);
            if (!sum.equalsIgnoreCase(source.sha256())) {
                throw Refusal.of(
                        given.toString(),
                        "says that the SHA-256 of '" + name + "' is " + source.sha256() + ", and it is " + sum
                                + ": the file is damaged, or was changed after it was packaged");
            }
        }
        return file;
    }

    /** The SHA-256 of bytes, in hexadecimal. */
    public static String sha256(byte[] bytes) {
        return sum(new ByteArrayInputStream(bytes), "memory");
    }

    /**
     * The same of a file. Blocks on the disk.
     *
     * @throws FoveaException if it cannot be read
     */
    public static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return sum(in, file.toString());
        } catch (IOException e) {
            throw UnreadableFile.because("file", file, e);
        }
    }

    private static String sum(InputStream in, String file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] part = new byte[1 << 16];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                digest.update(part, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new FoveaException("The file '" + file + "' cannot be read: " + UnreadableFile.reason(e) + ".", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        unpacked.ifPresent(Unpacked::close);
    }
}
