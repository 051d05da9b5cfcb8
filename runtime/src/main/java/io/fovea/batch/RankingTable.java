package io.fovea.batch;

import io.fovea.batch.Audit.Place;
import io.fovea.batch.Audit.Spread;
import io.fovea.explain.measure.Measure;
import io.fovea.explain.measure.Measure.Kind;
import io.fovea.page.Html;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Methods by measures as a table, each cell the darker the better it is among the methods.
 *
 * @param ranking the methods, the best first
 * @param measures those that there are values of, kind by kind
 */
record RankingTable(Audit audit, List<Place> ranking, List<Measure> measures) {
    private static final double DARKEST = 0.75;
    private static final double DARK = 0.6;

    /** Copies the lists. */
    RankingTable {
        ranking = List.copyOf(ranking);
        measures = List.copyOf(measures);
    }

    /** Over all images. */
    String toHtml() {
        return table(Optional.empty());
    }

    /** Over the images of one class. */
    String ofClass(String label) {
        return table(Optional.of(label));
    }

    private String table(Optional<String> label) {
        StringBuilder html =
                new StringBuilder("<div class=\"wide\"><table class=\"heat ranking\">\n<thead><tr><td></td>");
        boolean whole = label.isEmpty();
        html.append(whole ? "<td></td>" : "");
        for (Kind kind : Kind.values()) {
            long columns = measures.stream().filter(one -> one.kind() == kind).count();
            if (columns > 0) {
                html.append("<th class=\"kind-row\" colspan=\"" + columns + "\">")
                        .append(Html.escaped(kind.question()))
                        .append("</th>");
            }
        }
        html.append("</tr><tr><th></th>").append(whole ? "<th scope=\"col\">mean rank</th>" : "");
        measures.forEach(measure -> html.append("<th scope=\"col\">")
                .append(Html.escaped(measure.id() + AuditPage.arrow(measure)))
                .append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < ranking.size(); i++) {
            Place place = ranking.get(i);
            html.append("<tr><th scope=\"row\">").append(whole ? (i + 1) + ". " : "");
            html.append(Html.escaped(place.method())).append("</th>");
            html.append(whole ? cell(number(place.rank()), "", 0) : "");
            measures.forEach(measure -> html.append(cell(place.method(), measure, label)));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private String cell(String method, Measure measure, Optional<String> label) {
        Optional<Spread> own = audit.spread(method, measure, label);
        if (own.isEmpty()) {
            return cell("", "", 0);
        }
        String spread = own.get().images() > 1 ? "± " + number(own.get().deviation()) : "";
        return cell(number(own.get().mean()), spread, share(own.get().mean(), measure, label));
    }

    /** How many of the others a value is better than; none where neither way is. */
    private double share(double value, Measure measure, Optional<String> label) {
        if (measure.kind() == Kind.FORM) {
            return 0;
        }
        double worse = 0;
        double others = 0;
        for (Place place : ranking) {
            Optional<Spread> other = audit.spread(place.method(), measure, label);
            if (other.isPresent()) {
                double gained = Audit.shown(value) - Audit.shown(other.get().mean());
                double behind = measure.isMoreBetter() ? gained : -gained;
                worse += behind > 0 ? 1 : 0;
                others++;
            }
        }
        return others < 2 ? 0 : worse / (others - 1);
    }

    private static String cell(String text, String small, double share) {
        double shown = DARKEST * share * share;
        return "<td" + (shown > DARK ? " class=\"dark\"" : "")
                + String.format(Locale.ROOT, " style=\"--share:%.2f\">", shown) + text
                + (small.isEmpty() ? "" : "<small>" + small + "</small>") + "</td>";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
    }
}
