package io.fovea.batch;

import io.fovea.concept.ConceptScore;
import io.fovea.image.Image;
import io.fovea.page.Html;
import io.fovea.page.InlinePicture;
import io.fovea.page.Page;
import io.fovea.page.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Concepts as one page: what they mean for classes, and pictures of them. */
public final class ConceptsPage {
    /** What the page is called in its folder. */
    public static final String FILE = "concepts.html";

    private static final String KIND = "Concepts";

    /** Of pictures, in pixels. */
    public static final int SIDE = 128;

    /** What is said of a concept and a class. */
    public static final List<String> COLUMNS = List.of(
            "concept",
            "class",
            "score",
            "random",
            "p",
            "corrected p",
            "sensitivity",
            "its corrected p",
            "accuracy",
            "speaks");

    private static final String STYLE =
            """
            <style>
            body { max-width: 76rem; }
            .row { display: flex; flex-wrap: wrap; gap: .6rem; margin: .5rem 0 1.2rem; }
            .row figure { width: 128px; } .row img { display: block; width: 100%; height: auto; image-rendering: pixelated; }
            .row figcaption { overflow-wrap: anywhere; }
            </style>
            """;

    private ConceptsPage() {}

    /** Whether a file is such a page. */
    public static boolean isOne(Path file) {
        try {
            return Page.isOf(Files.readString(file, StandardCharsets.UTF_8), KIND);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Makes sure that nothing else is lost when the page is written.
     *
     * @throws io.fovea.FoveaException if there is a file that is no such page, and is not empty
     */
    public static void requireReplaceable(Path file) {
        ReplaceablePage.require(file, "page of concepts", ConceptsPage::isOne);
    }

    /** Of concepts that were given. */
    public static Page of(String model, ConceptResult result) {
        long clear = result.scores().stream()
                .filter(one -> one.verdict() != ConceptScore.Verdict.NEITHER)
                .count();
        Page page = new Page(model, KIND)
                .add(STYLE + "<p class=\"lead\">"
                        + Html.escaped("In the layer " + result.layer() + ", " + clear + " of "
                                + result.scores().size()
                                + " pairs of concept and class have to do with each other beyond chance.")
                        + "</p>\n");
        page.add("Scores", scores(result));
        for (ConceptResult.Concept concept : result.concepts()) {
            page.add(
                    concept.name(),
                    "<h3>Pictures that it was learnt from</h3>\n" + pictures(concept.pictures())
                            + "<h3>Images that are most like it</h3>\n" + images(concept.likest())
                            + "<h3>Images that are least like it</h3>\n" + images(concept.unlikest()));
        }
        return page;
    }

    private static String scores(ConceptResult result) {
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.set(0, "");
        Table table = Table.ofNumbers("", columns);
        result.scores().forEach(one -> table.row(cells(one)));
        StringBuilder notes = new StringBuilder();
        result.notes().forEach(note -> notes.append(Html.paragraph(note)));
        return table.toHtml()
                + Html.paragraph("Score: the share of the images of a class whose score grows when they move along the"
                        + " concept, with its standard deviation over runs, each of which tells the concept from another"
                        + " random set (TCAV; Kim et al., 2018). Random: the same of random sets in the concept's place."
                        + " p: of a two-sided t-test between the two (Welch); corrected p: times the number of tests on this"
                        + " page (Bonferroni).")
                + Html.paragraph(
                        "Sensitivity: by how much the score grows when an image moves along the concept as far as"
                                + " its pictures lie from random ones, with the standard deviation of that over random concepts;"
                                + " its corrected p: of a two-sided t-test whether it is one of those, times the number of tests."
                                + " Accuracy: how well the layer tells pictures of the concept that it has not learnt from, from"
                                + " random ones; 0.5 is chance.")
                + Html.paragraph(
                        "A concept speaks for a class, or against it, where both corrected p are below 0.05 and"
                                + " agree. The score's p alone is too sure: the pictures of a concept are the same in every run,"
                                + " so that what they happen to share is, too. That nothing is found does not say that there is"
                                + " nothing.")
                + notes;
    }

    /** Those of {@link #COLUMNS}, in words. */
    public static List<String> cells(ConceptScore one) {
        return List.of(
                one.concept(),
                one.label(),
                spread(one.score(), one.deviation(), 2),
                spread(one.randomScore(), one.randomDeviation(), 2),
                probability(one.p()),
                probability(one.corrected()),
                spread(one.sensitivity(), one.randomSensitivity(), 3),
                probability(one.sensitivityP()),
                String.format(Locale.ROOT, "%.2f", one.accuracy()),
                one.verdict().name().toLowerCase(Locale.ROOT));
    }

    private static String spread(double mean, double deviation, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f ± %." + digits + "f", mean, deviation);
    }

    private static String probability(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    private static String pictures(List<Image> pictures) {
        List<String> figures = new ArrayList<>();
        for (Image picture : pictures) {
            figures.add("<figure>" + InlinePicture.of(picture, SIDE, "a picture of the concept") + "</figure>\n");
        }
        return row(figures);
    }

    private static String images(List<ConceptResult.Shown> images) {
        return row(images.stream()
                .map(one -> Html.figure(
                        InlinePicture.of(one.small(), SIDE, "the image " + one.name()),
                        String.format(Locale.ROOT, "%s, %.2f", one.name(), one.likeness())))
                .toList());
    }

    private static String row(List<String> figures) {
        return "<div class=\"row\">\n" + String.join("", figures) + "</div>\n";
    }

    /** Of concepts that were found. */
    public static Page of(String model, DiscoveryResult result) {
        Page page = new Page(model, KIND)
                .add(STYLE + "<p class=\"lead\">"
                        + Html.escaped(result.concepts().size() + " concepts of the layer " + result.layer()
                                + ", the most important first.")
                        + "</p>\n")
                .add("Importance", importances(result));
        for (DiscoveryResult.Concept concept : result.concepts()) {
            page.add(
                    concept.name(),
                    concept.patches().isEmpty()
                            ? Html.paragraph("No image has anything of it.")
                            : "<h3>Patches that carry most of it</h3>\n" + patches(concept.patches())
                                    + "<h3>Where it is in their images</h3>\n" + patches(concept.where()));
        }
        return page;
    }

    private static boolean isMeasured(DiscoveryResult result) {
        return result.concepts().stream()
                .flatMap(concept -> concept.importances().stream())
                .anyMatch(one -> one.total().isPresent());
    }

    /** The Sobol index; empty where it is not measured. */
    public static String total(DiscoveryResult.Importance one) {
        return one.total().isPresent()
                ? String.format(Locale.ROOT, "%.2f", one.total().getAsDouble())
                : "";
    }

    private static String importances(DiscoveryResult result) {
        List<String> columns = new ArrayList<>(List.of(""));
        result.images()
                .forEach(of ->
                        columns.add(of.label() + " (" + of.images() + (of.images() == 1 ? " image)" : " images)")));
        Table table = Table.ofNumbers("", columns);
        for (DiscoveryResult.Concept concept : result.concepts()) {
            List<String> cells = new ArrayList<>(List.of(concept.name()));
            concept.importances()
                    .forEach(one ->
                            cells.add(String.format(Locale.ROOT, "%.3f (%.0f %%)", one.importance(), 100 * one.share())
                                    + (one.total().isPresent() ? ", " + total(one) : "")));
            table.row(cells);
        }
        return table.toHtml()
                + Html.paragraph(
                        "The layer's values A are factorised into concepts, A = H W with neither below 0 (Collins"
                                + " et al., 2018; Fel et al., 2023): W has the channels of each concept, H how much of it is in each"
                                + " place. Importance: what a concept adds to the score of the class as far as its gradient G tells,"
                                + " the sum of G H W over channels and places, mean over the images of the class; below 0 it speaks"
                                + " against it. In brackets the share of the sizes of all concepts' importances.")
                + (isMeasured(result)
                        ? Html.paragraph(
                                "Behind the comma, the total Sobol index: where random shares of all concepts are left of the"
                                        + " layer and the network answers anew, the part of the score's variance that the concept has"
                                        + " a hand in, alone or with others; mean over the images of the class (Jansen, 1999; Fel et"
                                        + " al., 2023). It has no sign.")
                        : "")
                + Html.paragraph(
                        "A patch shows three by three cells of the layer's grid. Each map goes from 0 to its own"
                                + " highest value.");
    }

    private static String patches(List<DiscoveryResult.Patch> patches) {
        return row(patches.stream()
                .map(one -> Html.figure(InlinePicture.of(one.picture(), SIDE, "of " + one.image()), one.image()))
                .toList());
    }
}
