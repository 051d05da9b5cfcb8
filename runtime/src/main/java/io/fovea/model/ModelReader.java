package io.fovea.model;

import io.fovea.FileStamp;
import io.fovea.FoveaException;
import io.fovea.UnreadableFile;
import io.fovea.bioimage.Description;
import io.fovea.bioimage.GraphEnd;
import io.fovea.bioimage.ImageTensor;
import io.fovea.bioimage.PackageFolder;
import io.fovea.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads models from files and packages, with what lies beside them. */
final class ModelReader {
    private ModelReader() {}

    /** In a file of its own. */
    record InFile(Path path, List<FileStamp> stamps, Optional<Path> origin) implements ModelSource {
        @Override
        public byte[] bytes() {
            try {
                return Files.readAllBytes(path);
            } catch (IOException e) {
                throw UnreadableFile.because("model file", path, e);
            }
        }

        @Override
        public Graph graph() {
            return Graph.read(path);
        }

        @Override
        public Optional<Path> file() {
            return Optional.of(path);
        }
    }

    /** Nowhere but here; the array is not copied. */
    record InMemory(byte[] bytes, List<FileStamp> stamps, Optional<Path> origin) implements ModelSource {
        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public Graph graph() {
            return Graph.parse(bytes);
        }
    }

    /** As {@link Model#read}. */
    static Model read(Path path) {
        if (PackageFolder.mayBe(path) && Files.exists(path)) {
            return packaged(path, path);
        }
        if (!Files.isRegularFile(path)) {
            throw new FoveaException("There is no model file '" + path + "'.");
        }
        Optional<Path> description = PackageFolder.beside(path);
        if (description.isPresent()) {
            return packaged(description.get(), path);
        }
        List<FileStamp> stamps = stamps(path);
        Graph graph = Graph.read(path);
        ModelSource source = new InFile(path, withWeights(stamps, graph, path), Optional.empty());
        CardFacts facts = beside(path);
        return new Model(Model.understood(graph, source, CardFile.stem(path), facts), source, facts, false);
    }

    /**
     * Reads a package.
     *
     * @param told the path that was given, beside which there may be a card, too
     */
    private static Model packaged(Path path, Path told) {
        try (PackageFolder folder = PackageFolder.open(path)) {
            String which = told.toString();
            Description description = folder.description();
            ImageTensor.of(description, which);
            Path onnx = folder.weights(description);
            List<FileStamp> stamps = stamps(onnx);
            stamps.add(FileStamp.of(folder.yaml()));
            Graph network = Graph.read(onnx);
            boolean more = GraphEnd.isNeeded(description);
            Graph graph = more ? GraphEnd.of(network, description, which) : network;
            CardFacts facts = PackageFacts.of(description, graph, which, folder.isUnpacked() ? path : folder.yaml());
            List<Path> cards = new ArrayList<>();
            ModelSource source;
            if (folder.isUnpacked()) {
                source = new InMemory(graph.toBytes(), withCards(List.of(FileStamp.of(path)), path), Optional.of(path));
            } else {
                List<FileStamp> all = withCards(withWeights(stamps, network, onnx), path, told);
                source = more
                        ? new InMemory(graph.toBytes(), all, Optional.of(path))
                        : new InFile(onnx, all, Optional.of(path));
                cards.add(onnx);
            }
            cards.addAll(List.of(path, told));
            for (Path each : cards.stream().distinct().toList()) {
                facts = facts.and(beside(each));
            }
            return new Model(Model.understood(graph, source, CardFile.stem(told), facts), source, facts, false);
        }
    }

    private static List<FileStamp> withCards(List<FileStamp> stamps, Path... models) {
        List<FileStamp> all = new ArrayList<>(stamps);
        for (Path model : models) {
            all.add(FileStamp.of(CardFile.beside(model)));
        }
        return List.copyOf(all);
    }

    private static CardFacts beside(Path model) {
        Path cardFile = CardFile.beside(model);
        return Files.isRegularFile(cardFile) ? CardFile.read(cardFile) : CardFacts.NONE;
    }

    private static List<FileStamp> stamps(Path onnx) {
        List<FileStamp> stamps = new ArrayList<>(List.of(FileStamp.of(onnx)));
        CompanionFiles.files(onnx).forEach(file -> stamps.add(FileStamp.of(file)));
        return stamps;
    }

    private static List<FileStamp> withWeights(List<FileStamp> stamps, Graph graph, Path onnx) {
        graph.files().stream()
                .filter(beside -> !beside.equals(onnx))
                .map(FileStamp::of)
                .forEach(stamps::add);
        return List.copyOf(stamps);
    }
}
