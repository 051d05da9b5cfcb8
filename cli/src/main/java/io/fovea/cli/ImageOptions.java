package io.fovea.cli;

import io.fovea.batch.Inputs;
import io.fovea.batch.OnePage;
import io.fovea.batch.OutputFolder;
import io.fovea.batch.PageChoice;
import io.fovea.model.Model;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which image a command looks at, and the folder that it writes to. */
final class ImageOptions {
    @Parameters(paramLabel = "IMAGE", description = "An image file; of a stack, the first page that is chosen.")
    private Path image;

    @Mixin
    private PageOptions pages;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "The folder to write to.")
    private Path output;

    /** Reads the image, and says if it is one of many. */
    OnePage read(Console console) {
        return read(console, pages.choice());
    }

    /** Reads the image as a model takes it: with the channels of a slice and frame together, if it takes several. */
    OnePage read(Console console, Model model) {
        return read(console, pages.choice().feeding(model.card().input()));
    }

    private OnePage read(Console console, PageChoice choice) {
        OnePage page = OnePage.read(image, choice);
        page.note().ifPresent(note -> console.err().println("Note: " + note));
        return page;
    }

    /** Opens the folder. */
    OutputFolder folder() {
        return OutputFolder.open(output, Inputs.of(image));
    }
}
