package io.fovea.examples;

import io.fovea.FoveaException;
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
