package io.fovea.fit;

import io.fovea.AtomicFile;
import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.graph.MalformedModelException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Everything a training needs to go on after an epoch: one zip, written whole or not at all.
 *
 * @param last the weights after the epoch
 * @param best the weights of the epoch whose monitored value is the best so far
 * @param optimizer libtorch's archive of the optimiser's state
 * @param history every epoch so far
 * @param recipe what was being trained, and on which base, to refuse going on with something else
 */
record Checkpoint(Graph last, Graph best, byte[] optimizer, History history, String recipe) {

    void write(Path file) throws IOException {
        AtomicFile.write(file, this::writeTo);
    }

    private void writeTo(OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out))) {
            // Weights hardly get smaller, and squeezing them would take longer than a short epoch.
            zip.setLevel(Deflater.NO_COMPRESSION);
            put(zip, "last.onnx", last.toBytes());
            put(zip, "best.onnx", best.toBytes());
            put(zip, "optimizer.pt", optimizer);
            put(zip, "history.csv", history.toCsv().getBytes(StandardCharsets.UTF_8));
            put(zip, "recipe.txt", recipe.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    static Checkpoint read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new FoveaException("There is no checkpoint '" + file + "' to resume from; start the training anew.");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new Checkpoint(
                    Graph.parse(get(zip, "last.onnx")),
                    Graph.parse(get(zip, "best.onnx")),
                    get(zip, "optimizer.pt"),
                    History.ofCsv(new String(get(zip, "history.csv"), StandardCharsets.UTF_8)),
                    new String(get(zip, "recipe.txt"), StandardCharsets.UTF_8));
        } catch (IOException | MalformedModelException e) {
            throw new FoveaException("The checkpoint '" + file + "' is damaged; start the training anew.", e);
        }
    }

    private static byte[] get(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("no " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
