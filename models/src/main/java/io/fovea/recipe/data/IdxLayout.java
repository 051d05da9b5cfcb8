package io.fovea.recipe.data;

import io.fovea.FoveaException;
import io.fovea.data.IdxDataset;
import io.fovea.recipe.DataKind;
import io.fovea.recipe.DataSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** MNIST's format: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte} and the same for {@code t10k}. */
final class IdxLayout {
    private static final String IMAGES = "images-idx3-ubyte";
    private static final String LABELS = "labels-idx1-ubyte";

    private IdxLayout() {}

    static Optional<DataLayout> in(Path root) {
        List<String> names = names(root);
        Optional<String> train = images(names, false);
        if (train.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> test = images(names, true);
        String labels = partner(train.get());
        IdxDataset examples = IdxDataset.read(root.resolve(train.get()), root.resolve(labels));
        int classes = Arrays.stream(examples.classes()).max().orElse(0) + 1;
        DataSpec data = DataSpec.of(DataKind.IDX, train.get(), labels).withTest(test, test.map(IdxLayout::partner));
        return Optional.of(new DataLayout(
                data,
                DataLayout.CLASSIFICATION,
                IntStream.range(0, classes).mapToObj(Integer::toString).toList(),
                "files in MNIST's IDX format, whose labels are numbers up to " + (classes - 1)));
    }

    private static Optional<String> images(List<String> names, boolean ofTest) {
        return names.stream()
                .filter(name -> name.contains(IMAGES) && names.contains(partner(name)))
                .filter(name -> (name.startsWith("t10k") || name.startsWith("test")) == ofTest)
                .findFirst();
    }

    private static String partner(String images) {
        return images.replace(IMAGES, LABELS);
    }

    private static List<String> names(Path root) {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new FoveaException("The data folder '" + root + "' cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
