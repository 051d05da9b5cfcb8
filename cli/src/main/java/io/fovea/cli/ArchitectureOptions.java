package io.fovea.cli;

import io.fovea.FoveaException;
import io.fovea.graph.Graph;
import io.fovea.model.Model;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How an architecture is built that is given by its name. */
final class ArchitectureOptions {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    @Option(
            names = "--size",
            paramLabel = "WIDTHxHEIGHT",
            defaultValue = "",
            description = "Of an architecture: the size of the input in pixels, such as 180x180 (as published).")
    private String size;

    @Option(
            names = "--channels",
            paramLabel = "N",
            description = "Of an architecture: the channels of the input (as published).")
    private int channels;

    @Option(
            names = "--classes",
            paramLabel = "N",
            description = "Of an architecture: the number of classes (as published).")
    private int classes;

    @Option(names = "--no-top", description = "Of an architecture: without the classifier's head.")
    private boolean noTop;

    /**
     * Builds the architecture of a name.
     *
     * @throws FoveaException when there is none, or it is not for images of this size
     */
    Graph build(String name) {
        Matcher sides = SIZE.matcher(size);
        if (!size.isEmpty() && !sides.matches() || channels < 0 || classes < 0) {
            throw new FoveaException(
                    "A size is given as WIDTHxHEIGHT in pixels, such as 180x180, and channels and classes"
                            + " as numbers from 1; given was '" + size + "', " + channels + " and " + classes + ".");
        }
        try {
            return Zoo.find(name).build(settings(sides));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new FoveaException(
                    "The network " + name + " cannot be built for that size: " + e.getMessage()
                            + ". Give another --size.",
                    e);
        }
    }

    private Architecture.Settings settings(Matcher sides) {
        Architecture.Settings settings = Architecture.Settings.DEFAULT;
        if (!size.isEmpty()) {
            settings = settings.withSize(Integer.parseInt(sides.group(2)), Integer.parseInt(sides.group(1)));
        }
        if (channels > 0) {
            settings = settings.withChannels(channels);
        }
        if (classes > 0) {
            settings = settings.withClasses(classes);
        }
        if (noTop) {
            settings = settings.withoutTop();
        }
        return settings;
    }

    /**
     * Refuses what means nothing of a model that is there already, which is given back.
     *
     * @throws FoveaException when something is given
     */
    Model requireNone(Model model) {
        if (!size.isEmpty() || channels != 0 || classes != 0 || noTop) {
            throw new FoveaException(
                    "--size, --channels, --classes and --no-top are for architectures such as zoo:vgg16;" + " '"
                            + model.name() + "' is a model, which is as it is.");
        }
        return model;
    }
}
