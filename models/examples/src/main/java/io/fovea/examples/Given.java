package io.fovea.examples;

import io.fovea.FoveaException;
import io.fovea.anatomy.ModelLayer;
import io.fovea.anatomy.ModelLayers;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words that a lesson is given.
 *
 * @param words as many as its usage asks for, or fewer where some may be left out
 */
record Given(List<String> words) {

    private static final int MOST = 999_999;

    /**
     * What is learnt from, and how long.
     *
     * @param data a folder
     * @param output a folder, which is there
     */
    record Training(Path data, Path output, int epochs) {}

    /**
     * What is looked at, and by which model.
     *
     * @param output a folder, which is there
     */
    record Look(Image image, Path output, Model model) {}

    /**
     * Takes a command line.
     *
     * @param usage what there should be, {@code DATA OUTPUT [EPOCHS]}: a word for each
     * @throws FoveaException when there are too few, or too many
     */
    static Given of(String[] args, String usage) {
        String[] wanted = usage.split(" ");
        long needed = Stream.of(wanted).filter(word -> !word.startsWith("[")).count();
        if (args.length < needed || args.length > wanted.length) {
            throw new FoveaException("This example takes " + usage + "; given was "
                    + (args.length == 0 ? "nothing." : "'" + String.join(" ", args) + "'."));
        }
        return new Given(List.of(args));
    }

    /**
     * Data, a folder for the results, and epochs, that may be left out.
     *
     * @throws FoveaException when the last is no number, or the folder cannot be made
     */
    Training training(int otherwise) {
        int epochs = number(2, otherwise);
        return new Training(path(0), folder(1), epochs);
    }

    /**
     * An image, a folder for the results, and a shipped model or an {@code .onnx} file, that may be left out.
     *
     * @throws FoveaException when image or model cannot be read, or the folder cannot be made
     */
    Look look(String otherwise) {
        Image image = Image.read(path(0));
        Model model = ModelLibrary.find(word(2, otherwise));
        return new Look(image, folder(1), model);
    }

    Path path(int index) {
        return Path.of(words.get(index));
    }

    /** A folder for results, which is made where it is not there. */
    Path folder(int index) {
        return made(path(index));
    }

    /** A folder, made where it is not there. */
    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new FoveaException("The folder '" + folder + "' cannot be made: " + e.getMessage() + ".", e);
        }
    }

    /**
     * The names of a model's convolutions, from the image on.
     *
     * @throws FoveaException when it has none
     */
    static List<String> convolutions(Model model) {
        List<String> names = ModelLayers.of(model.graph()).convolutions().stream()
                .map(ModelLayer::name)
                .toList();
        if (names.isEmpty()) {
            throw new FoveaException("The model '" + model.name() + "' has no convolution; give another one.");
        }
        return names;
    }

    /** A word that may be left out. */
    String word(int index, String otherwise) {
        return index < words.size() ? words.get(index) : otherwise;
    }

    /**
     * A number from 1 on that may be left out.
     *
     * @throws FoveaException when it is none
     */
    int number(int index, int otherwise) {
        return number(index, otherwise, 1, MOST);
    }

    /**
     * A number that may be left out.
     *
     * @param least from 0 on
     * @throws FoveaException when it is none, or lies outside the bounds
     */
    int number(int index, int otherwise, int least, int most) {
        String word = word(index, Integer.toString(otherwise));
        int number = word.matches("[1-9]\\d{0,5}") ? Integer.parseInt(word) : -1;
        if (number < least || number > most) {
            throw new FoveaException("'" + word + "' is no whole number from " + least + " to " + most + ".");
        }
        return number;
    }
}
