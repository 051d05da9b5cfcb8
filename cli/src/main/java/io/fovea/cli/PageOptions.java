package io.fovea.cli;

import io.fovea.batch.PageChoice;
import picocli.CommandLine.Option;

/** Which pages of stacks are meant. */
final class PageOptions {
    @Option(
            names = "--channel",
            paramLabel = "N",
            defaultValue = "",
            description = "Of stacks, only these channels, from 1 as ImageJ shows them: 2, or 1-5,9, or 1-9-2 for every"
                    + " second, or 4- for all from the fourth on; or by name: DAPI,GFP (default: all). For a model of"
                    + " several channels, which of the image is which of the model, in order: 3,1,2.")
    private String channel;

    @Option(
            names = "--slice",
            paramLabel = "N",
            defaultValue = "",
            description = "Of stacks, only these slices; as --channel.")
    private String slice;

    @Option(
            names = "--frame",
            paramLabel = "N",
            defaultValue = "",
            description = "Of stacks, only these frames; as --channel.")
    private String frame;

    /** Reads the options. */
    PageChoice choice() {
        return PageChoice.parse(channel, slice, frame);
    }
}
