package io.fovea.examples;

import io.fovea.FoveaException;
import io.fovea.batch.Csv;
import io.fovea.data.ImageFiles;
import io.fovea.data.UnreadableException;
import io.fovea.explore.Activations;
import io.fovea.explore.FeatureMaps;
import io.fovea.model.Model;
import io.fovea.model.ModelLibrary;
import io.fovea.recipe.data.LayoutFinder;
import io.fovea.session.Cancellation;
import io.fovea.session.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a network knows of images as a table, for any other algorithm: the mean of each channel of its last convolution. Here
 * the other algorithm is the nearest neighbour, which needs no training at all.
 */
public final class FeaturesLesson {

    static final String USAGE = "DATA OUTPUT [MODEL]";

    private record Row(String image, String label, float[] features) {}

    private FeaturesLesson() {}

    /**
     * Writes {@code features.csv}, and says how many images have the label of their nearest neighbour.
     *
     * @param args a folder with a sub-folder of images for each class; a folder for the table; a shipped model or an {@code
     *     .onnx} file, cats-dogs
     */
    public static void main(String[] args) {
        Given given = Given.of(args, USAGE);
        Path data = given.path(0);
        Path output = given.folder(1);
        Model model = ModelLibrary.find(given.word(2, "cats-dogs"));
        List<String> layers = Given.convolutions(model);
        String last = layers.get(layers.size() - 1);

        List<Row> rows = new ArrayList<>();
        try (Activations activations = Activations.open(model, last, Device.CPU)) {
            for (String label : LayoutFinder.find(data).labels()) {
                for (Path file : ImageFiles.in(data.resolve(label))) {
                    try {
                        Activations.Result answer = activations.of(ImageFiles.read(file), Cancellation.NONE);
                        String name = label + "/" + ImageFiles.name(file);
                        rows.add(new Row(name, label, means(answer.maps().get(0))));
                    } catch (UnreadableException e) {
                        System.out.println("Left out: " + e.getMessage());
                    }
                }
            }
        }
        if (rows.size() < 2) {
            throw new FoveaException("Of the images in '" + data + "' " + rows.size()
                    + " can be read; give two at least, or there is no neighbour.");
        }
        System.out.println(rows.size() + " images, " + rows.get(0).features().length + " features of " + last);
        table(rows).write(output.resolve("features.csv"));
        long right = rows.stream()
                .filter(row -> nearest(row, rows).label().equals(row.label()))
                .count();
        System.out.println(String.format(
                Locale.ROOT, "The nearest other image has the same label: %.4f", (double) right / rows.size()));
    }

    private static Csv table(List<Row> rows) {
        List<String> columns = new ArrayList<>(List.of("image", "label"));
        for (int i = 0; i < rows.get(0).features().length; i++) {
            columns.add("feature_" + i);
        }
        Csv table = new Csv(columns);
        for (Row row : rows) {
            List<Object> cells = new ArrayList<>(List.of(row.image(), row.label()));
            for (float feature : row.features()) {
                cells.add(feature);
            }
            table.row(cells.toArray());
        }
        return table;
    }

    private static float[] means(FeatureMaps maps) {
        float[] means = new float[maps.channels()];
        for (int c = 0; c < means.length; c++) {
            double sum = 0;
            for (float value : maps.channel(c)) {
                sum += value;
            }
            means[c] = (float) (sum / maps.channel(c).length);
        }
        return means;
    }

    private static Row nearest(Row row, List<Row> rows) {
        return rows.stream()
                .filter(other -> other != row)
                .min(Comparator.comparingDouble(other -> distance(row.features(), other.features())))
                .orElse(row);
    }

    private static double distance(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }
}
