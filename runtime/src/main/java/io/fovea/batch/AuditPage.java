package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.batch.Audit.Picture;
import io.fovea.batch.Audit.Place;
import io.fovea.batch.Audit.Row;
import io.fovea.explain.measure.Measure;
import io.fovea.explain.measure.Measure.Kind;
import io.fovea.explain.method.Method;
import io.fovea.image.ColorBar;
import io.fovea.image.ColorMap;
import io.fovea.page.Html;
import io.fovea.page.InlinePicture;
import io.fovea.page.Page;
import io.fovea.page.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An audit as one page: the ranking with what it means, the maps of images side by side, where the model is right for the wrong
 * place, every measure, and what was left out.
 *
 * @param model its name
 */
public record AuditPage(String model, Audit audit) {
    /** How large the pictures are, in pixels. */
    public static final int SIDE = 200;

    /** What the page is called in its folder. */
    public static final String FILE = "audit.html";

    private static final String KIND = "Audit of explanations";
    private static final int MOST_CLASSES = 12;
    private static final String STYLE = String.format(
            Locale.ROOT,
            """
            <style>
            body { max-width: 88rem; }
            .maps { display: flex; flex-wrap: wrap; gap: .9rem .8rem; margin: .6rem 0 2rem; }
            .maps figure { width: %1$dpx; }
            .maps img { display: block; width: 100%%; height: auto; image-rendering: pixelated; }
            .maps figure.scale { width: 4rem; } .maps figure.scale img { width: auto; }
            table.heat.ranking th[scope=row] { text-align: left; }
            table.heat.ranking td { min-width: 3.6rem; white-space: nowrap; }
            table.heat.ranking thead td { border: 0; background: none; }
            table.heat.ranking thead .kind-row {
              font-weight: 400; color: var(--soft); border-bottom: 1px solid var(--hair); white-space: normal; max-width: 9rem;
            }
            </style>
            """,
            SIDE);

    /** Whether a file is such a page. */
    public static boolean isOne(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return Page.isOf(text, KIND);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Makes sure that nothing else is lost when the page is written.
     *
     * @throws FoveaException if there is a file that is no such page, and is not empty
     */
    static void requireReplaceable(Path file) {
        ReplaceablePage.require(file, "audit", AuditPage::isOne);
    }

    /**
     * Writes it, wholly or not at all.
     *
     * @throws FoveaException if it cannot be written
     */
    public void write(Path file) {
        List<Place> ranking = audit.ranking();
        Page page = new Page(model, KIND)
                .add(lead(ranking))
                .add("Ranking", ranking(ranking))
                .add("Right for the wrong place", wrongPlace(ranking));
        page.add("Maps, in the order of the ranking", maps(ranking));
        page.add("By class", byClass(ranking));
        page.add("What was measured", measures());
        page.add("Left out", leftOut());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            page.write(file);
        } catch (IOException e) {
            throw new FoveaException("Cannot write '" + file + "': " + e.getMessage() + ".", e);
        }
    }

    private String lead(List<Place> ranking) {
        int images = audit.images().size();
        String first = ranking.isEmpty()
                ? "No method could be measured."
                : "Of " + ranking.size() + " methods, " + ranking.get(0).method()
                        + " did best by what was measured here.";
        return STYLE + "<p class=\"lead\">" + Html.escaped(first) + "</p>\n"
                + "<div class=\"scores\">" + fact(images, images == 1 ? "image" : "images")
                + fact(ranking.size(), "methods measured")
                + fact(
                        audit.leftOut().stream()
                                .map(Audit.LeftOut::method)
                                .distinct()
                                .count(),
                        "methods left out")
                + "</div>\n";
    }

    private static String fact(long number, String what) {
        return "<div><b>" + number + "</b><span>" + what + "</span></div>";
    }

    private String ranking(List<Place> ranking) {
        return Html.paragraph(
                        "What it means: a method is the higher, the better its maps foretell what this model does when"
                                + " the image changes, the less they move when the image hardly does, and the more they depend on"
                                + " what the model learnt. Each of these three, as far as it was measured, counts the same; in each, methods are ranked by every"
                                + " measure on every image, from 0 for the best to 1 for the worst, and the mean is taken."
                                + " Values that are the same to two decimals share their rank.")
                + Html.paragraph(
                        "What it does not mean: that the model looks at the right thing, that a map is right in every"
                                + " place, or that the order is the same for another model or other images. The measures take away"
                                + " pixels and so make images that the model has not seen; they disagree, and places near one"
                                + " another in the ranking say little. A few images say less than many.")
                + new RankingTable(audit, ranking, measured()).toHtml()
                + Html.paragraph("Arrows say which way is better; where there is none, neither is. The darker a"
                        + " cell, the better it is among the methods; ± is the standard deviation over images. randomised is"
                        + " of the first image.");
    }

    static String arrow(Measure measure) {
        if (measure.kind() == Kind.FORM) {
            return "";
        }
        return measure.isMoreBetter() ? " ↑" : " ↓";
    }

    /** Those that there is a value of, in the order of their kinds. */
    private List<Measure> measured() {
        return Arrays.stream(Measure.values())
                .filter(measure -> audit.rows().stream()
                        .anyMatch(row -> row.verdict().of(measure).isPresent()))
                .toList();
    }

    private String maps(List<Place> ranking) {
        StringBuilder html = new StringBuilder();
        List<Picture> shown = audit.images().stream()
                .filter(picture -> picture.small().isPresent())
                .toList();
        if (shown.isEmpty()) {
            return "";
        }
        html.append(Html.paragraph(
                "Every map goes from 0 to its own highest value, in the colours of the bar, over the image"
                        + " at the same size. The number is the place in the ranking."));
        for (Picture picture : shown) {
            html.append("<h3>").append(Html.escaped(title(picture))).append("</h3>\n<div class=\"maps\">\n");
            html.append(figure(
                    InlinePicture.of(picture.small().orElseThrow(), SIDE, "the image " + picture.name()), "the image"));
            picture.mask()
                    .ifPresent(mask -> html.append(
                            figure(InlinePicture.of(mask, SIDE, "where the object is"), "where the object is")));
            for (int i = 0; i < ranking.size(); i++) {
                String method = ranking.get(i).method();
                String caption = (i + 1) + ". " + method;
                audit.row(method, picture.name()).ifPresent(row -> html.append(mapFigure(row, caption)));
            }
            html.append("<figure class=\"scale\">")
                    .append(InlinePicture.of(ColorBar.of(ColorMap.JET, SIDE), SIDE, "the scale, from 0 to 1"))
                    .append("<figcaption>the scale</figcaption></figure>\n");
            html.append("</div>\n");
        }
        return html.toString();
    }

    private static String mapFigure(Row row, String caption) {
        String energy = row.verdict().of(Measure.ENERGY).isPresent()
                ? ", " + percent(row.verdict().of(Measure.ENERGY).getAsDouble()) + " on the object"
                : "";
        String words = caption + energy + (row.note().isPresent() ? " (blank)" : "");
        return figure(InlinePicture.of(row.overlay().orElseThrow(), SIDE, "the map of " + row.method()), words);
    }

    private static String figure(String picture, String caption) {
        return "<figure>" + picture + "<figcaption>" + Html.escaped(caption) + "</figcaption></figure>\n";
    }

    private static String title(Picture picture) {
        String right = picture.isRight().map(is -> is ? ", right" : ", wrong").orElse("");
        return picture.name() + ": " + picture.label() + ", " + percent(picture.probability()) + right;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private String wrongPlace(List<Place> ranking) {
        if (ranking.isEmpty()) {
            return "";
        }
        String method = ranking.get(0).method();
        List<Picture> order = audit.wrongPlaceFirst(method);
        if (order.isEmpty()) {
            return "";
        }
        Table table =
                Table.ofNumbers("", List.of("", "answer", "probability", "heat on the object", "mean of all methods"));
        for (Picture picture : order) {
            String right = picture.isRight().map(is -> is ? "" : " (wrong)").orElse("");
            Row row = audit.row(method, picture.name()).orElseThrow();
            double mean = audit.rows().stream()
                    .filter(other -> other.image().equals(picture.name()))
                    .mapToDouble(other -> other.verdict().of(Measure.ENERGY).orElse(0))
                    .average()
                    .orElse(0);
            table.row(
                    picture.name(),
                    picture.label() + right,
                    percent(picture.probability()),
                    percent(row.verdict().of(Measure.ENERGY).orElse(0)),
                    percent(mean));
        }
        boolean known = order.stream().anyMatch(picture -> picture.isRight().isPresent());
        return Html.paragraph("Images with the least heat on the object come first, by " + method
                        + ", the first of the ranking"
                        + (known
                                ? "; those whose answer is not the name of their folder come last, since there the place is not"
                                        + " what is wrong."
                                : "."))
                + Html.paragraph(
                        "Little heat on the object says that something else speaks for the answer, if the map is to"
                                + " be believed: look at the maps. Of an object that is small, a blurred map has much beside it.")
                + table.toHtml();
    }

    private String byClass(List<Place> ranking) {
        List<String> labels =
                audit.images().stream().map(Picture::label).distinct().toList();
        if (labels.size() < 2) {
            return "";
        }
        StringBuilder html = new StringBuilder();
        List<Measure> shown = measured().stream()
                .filter(measure -> measure.kind().counts() || measure.kind() == Kind.PLACE)
                .toList();
        for (String label : labels.stream().limit(MOST_CLASSES).toList()) {
            long images = audit.images().stream()
                    .filter(picture -> picture.label().equals(label))
                    .count();
            html.append("<h3>").append(Html.escaped(label + ": " + images + (images == 1 ? " image" : " images")));
            html.append("</h3>\n").append(new RankingTable(audit, ranking, shown).ofClass(label));
        }
        if (labels.size() > MOST_CLASSES) {
            html.append(Html.paragraph((labels.size() - MOST_CLASSES) + " more classes are in audit.csv."));
        }
        return html.toString();
    }

    private String measures() {
        Table table = Table.ofWords("");
        for (Measure measure : measured()) {
            table.row(
                    measure.id() + arrow(measure),
                    measure.sentence() + ". " + measure.paper() + ". Asks: "
                            + measure.kind().question() + "?");
        }
        return table.toHtml()
                + Html.paragraph("The methods: "
                        + audit.ranking().stream()
                                .map(Place::method)
                                .map(Method::parse)
                                .map(method -> method.id() + " (" + method.paper() + ")")
                                .collect(Collectors.joining("; "))
                        + ".");
    }

    private String leftOut() {
        if (audit.leftOut().isEmpty()) {
            return "";
        }
        Table table = Table.ofWords("");
        audit.leftOut().forEach(one -> table.row(one.method(), one.why()));
        return table.toHtml();
    }
}
