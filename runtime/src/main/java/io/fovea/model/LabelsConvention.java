package io.fovea.model;

import io.fovea.FoveaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of labels beside the model, with as many as there are classes. */
final class LabelsConvention implements Convention {
    private static final Logger LOG = LoggerFactory.getLogger(LabelsConvention.class);

    @Override
    public String name() {
        return "labels beside the model";
    }

    /** The files that may hold labels, whether they are there or not. */
    static List<Path> candidates(Path model) {
        String stem = CardFile.stem(model);
        return Stream.of(
                        stem + ".labels.txt",
                        stem + "-labels.txt",
                        stem + ".txt",
                        stem + ".json",
                        "labels.txt",
                        "synset.txt",
                        "labels.json",
                        "config.json")
                .map(model::resolveSibling)
                .toList();
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        return clues.file().stream()
                .flatMap(file -> candidates(file).stream())
                .filter(Files::isRegularFile)
                .flatMap(file -> read(file).stream())
                .filter(labels -> clues.fits(labels.size()))
                .findFirst()
                .map(labels -> Map.of(CardKey.LABELS, String.join("\n", labels)))
                .orElse(Map.of());
    }

    /** The labels of a file that may be about anything else, too. */
    private static Optional<List<String>> read(Path file) {
        try {
            return Optional.of(Labels.read(file));
        } catch (FoveaException e) {
            LOG.debug("{} is not taken for labels", file, e);
            return Optional.empty();
        }
    }
}
