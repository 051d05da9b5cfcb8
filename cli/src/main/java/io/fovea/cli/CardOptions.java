package io.fovea.cli;

import io.fovea.model.CardFacts;
import io.fovea.model.CardKey;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is told of a model that its file does not say, or says wrong. */
final class CardOptions {
    @Option(
            names = "--pixels",
            paramLabel = "SPEC",
            description =
                    "How the model wants pixel values: 0..255, 0..1, -1..1, imagenet, imagenet-caffe, percentiles,"
                            + " zero-mean, cifar10, mnist, or scale=0.0039,mean=0.5/0.5/0.5,std=0.5/0.5/0.5.")
    private String pixels;

    @Option(
            names = "--color",
            paramLabel = "ORDER",
            description = "What its channels are: rgb, bgr, gray, or channels that are no colours, such as stains.")
    private String color;

    @Option(
            names = "--labels",
            paramLabel = "FILE|a,b,c",
            description = "The names of its classes: a file with one a line, or JSON, or the names themselves.")
    private String labels;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "What it does, such as classification or segmentation.")
    private String task;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any key of its card, such as width=512 or activation=logits ('fovea card' prints them all)."
                    + " May be given several times.")
    private List<String> others = new ArrayList<>();

    /** The model of a name, with all of it. */
    Model told(String name) {
        return ModelLibrary.find(name).with(facts());
    }

    /**
     * The same.
     *
     * @param fovea says at the end what is assumed of the model
     */
    Model told(String name, Fovea fovea) {
        Model model = told(name);
        model.warning()
                .ifPresent(warning -> fovea.atTheEnd(
                        "Warning: " + warning + " Say it with --pixels, --color, --labels, --task or --set"
                                + (model.card().task().scored().isExplained()
                                        ? "; 'fovea inspect " + name + " --try DIR' finds it."
                                        : ".")));
        return model;
    }

    private CardFacts facts() {
        CardFacts facts = CardFacts.NONE;
        facts = pixels == null ? facts : facts.with(CardKey.PIXELS, pixels);
        facts = color == null ? facts : facts.with(CardKey.COLOR, color);
        facts = labels == null ? facts : facts.with(CardKey.LABELS, labels);
        facts = task == null ? facts : facts.with(CardKey.TASK, task);
        for (String pair : others) {
            facts = facts.withPair(pair);
        }
        return facts;
    }
}
