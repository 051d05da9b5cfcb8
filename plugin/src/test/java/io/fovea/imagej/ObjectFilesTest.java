package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.fovea.batch.FolderJob;
import io.fovea.batch.Inputs;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Device;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.SegmentJob;
import io.fovea.task.Segmenter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a folder run writes of objects against what ImageJ reads, and against the command's own table of the same image. */
@ExtendWith(PlainImageJ.class)
class ObjectFilesTest {
    /** Of the table in ImageJ, and of the file. */
    private static final Map<String, String> IN_UNITS = Map.ofEntries(
            Map.entry("Object", "label"),
            Map.entry("Area", "area_calibrated"),
            Map.entry("Perim.", "perimeter_calibrated"),
            Map.entry("Circ.", "circularity"),
            Map.entry("Feret", "feret_calibrated"),
            Map.entry("X", "x_calibrated"),
            Map.entry("Y", "y_calibrated"),
            Map.entry("BX", "left_calibrated"),
            Map.entry("BY", "top_calibrated"),
            Map.entry("Width", "width_calibrated"),
            Map.entry("Height", "height_calibrated"),
            Map.entry("Border", "border"),
            Map.entry("Probability", "probability"));

    private static final JobSettings ALL =
            JobSettings.USUAL.with(SegmentJob.MIN_SIZE, 0).with(SegmentJob.GEOJSON, 1);

    @TempDir
    private Path folder;

    private Path model;
    private Path out;

    @BeforeEach
    void writeModel() {
        model = TestModels.trimap(folder);
        out = folder.resolve("out & more");
    }

    /** Round, pointed, with holes, with a part that hangs on a corner, a line, one pixel, at the border. */
    private static ImageProcessor field() {
        ImageProcessor pixels = ObjectShapes.field(new Roi(33, 43, 4, 2));
        pixels.setColor(0);
        pixels.fill(new Roi(14, 32, 1, 1));
        return pixels;
    }

    @Test
    void valuesAreThoseOfTheTableInImageJ() throws IOException {
        ImagePlus image = composite();
        ResultsTable theirs = run(image);

        List<List<String>> rows = rows();

        assertThat(theirs.size()).isEqualTo(rows.size() - 1).isGreaterThanOrEqualTo(7);
        IN_UNITS.forEach((column, ours) -> assertSame(rows, ours, theirs.getColumn(column)));
        for (int c = 1; c <= 2; c++) {
            assertSame(rows, "mean_" + c, theirs.getColumn("Mean_" + c));
            assertSame(rows, "min_" + c, theirs.getColumn("Min_" + c));
            assertSame(rows, "max_" + c, theirs.getColumn("Max_" + c));
            assertSame(rows, "integrated_calibrated_" + c, theirs.getColumn("IntDen_" + c));
        }
        assertThat(column(rows, "unit")).containsOnly("µm");
        assertSame(
                rows,
                "area",
                Arrays.stream(theirs.getColumn("Area"))
                        .map(area -> area / 0.5 / 0.25)
                        .toArray());
        assertSame(rows, "integrated_2", product(theirs.getColumn("Mean_2"), theirs.getColumn("Area"), 0.5 * 0.25));
    }

    @Test
    void imageJReadsTheSelections() throws IOException {
        ImagePlus image = composite();
        run(image);
        ImagePlus labels = IJ.openImage(out.resolve("field-c1-labels.png").toString());
        List<Roi> ours = rois(out.resolve("field-c1-rois.zip"));
        StackSegmentation plugin = segmentation(image);

        assertThat(ours).extracting(Roi::getName).containsExactlyElementsOf(names(plugin.outlines()));
        for (int label = 1; label <= ours.size(); label++) {
            Roi roi = ours.get(label - 1);
            Roi theirs = plugin.outlines()[label - 1];
            assertThat(roi.getBounds()).isEqualTo(theirs.getBounds());
            for (int y = 0; y < labels.getHeight(); y++) {
                for (int x = 0; x < labels.getWidth(); x++) {
                    assertThat(roi.contains(x, y))
                            .as(roi + " at " + x + ", " + y)
                            .isEqualTo(labels.getProcessor().get(x, y) == label);
                }
            }
        }
        assertThat(ours).extracting(Roi::getType).contains(Roi.TRACED_ROI, Roi.COMPOSITE);
    }

    @Test
    void selectionsOfAStackLieOnTheirPlanes() throws IOException {
        ImageStack stack = new ImageStack(90, 70);
        for (int i = 0; i < 6; i++) {
            stack.addSlice(field());
        }
        ImagePlus image = new ImagePlus("field", stack);
        image.setDimensions(1, 3, 2);
        image.setOpenAsHyperStack(true);
        run(image);

        Roi roi = rois(out.resolve("field-z0002-t0002-rois.zip")).get(0);

        assertThat(roi.getName()).isEqualTo("z0002-t0002-0001");
        assertThat(List.of(roi.getCPosition(), roi.getZPosition(), roi.getTPosition()))
                .containsExactly(0, 2, 2);
        assertThat(names(segmentation(image).outlines())).contains(roi.getName());
    }

    @Test
    void geoJsonHasTheSamePixels() throws IOException {
        run(composite());
        ImagePlus labels = IJ.openImage(out.resolve("field-c1-labels.png").toString());
        JsonNode file =
                new ObjectMapper().readTree(out.resolve("field-c1.geojson").toFile());

        assertThat(file.path("type").asText()).isEqualTo("FeatureCollection");
        int label = 0;
        for (JsonNode feature : file.path("features")) {
            label++;
            JsonNode shape = feature.path("geometry");
            boolean several = shape.path("type").asText().equals("MultiPolygon");
            List<JsonNode> polygons = new ArrayList<>();
            if (several) {
                shape.path("coordinates").forEach(polygons::add);
            } else {
                polygons.add(shape.path("coordinates"));
            }
            for (int i = 0; i < 90 * 70; i++) {
                int x = i % 90;
                int y = i / 90;
                long rings =
                        polygons.stream().filter(each -> covers(each, x, y)).count();
                assertThat(rings).isEqualTo(labels.getProcessor().get(x, y) == label ? 1 : 0);
            }
            JsonNode properties = feature.path("properties");
            assertThat(properties.path("objectType").asText()).isEqualTo("detection");
            assertThat(properties.path("classification").path("name").asText()).isEqualTo("object");
            assertThat(properties.path("measurements").path("area").asInt())
                    .isEqualTo(count(labels.getProcessor(), label));
        }
        assertThat(label).isGreaterThanOrEqualTo(7);
    }

    private static boolean covers(JsonNode polygon, int x, int y) {
        int inside = 0;
        for (JsonNode ring : polygon) {
            java.awt.Polygon shape = new java.awt.Polygon();
            ring.forEach(corner ->
                    shape.addPoint(corner.get(0).asInt(), corner.get(1).asInt()));
            assertThat(ring.get(0)).isEqualTo(ring.get(ring.size() - 1));
            inside += shape.contains(x + 0.5, y + 0.5) ? 1 : 0;
        }
        return inside % 2 == 1;
    }

    private static int count(ImageProcessor pixels, int label) {
        int count = 0;
        for (int i = 0; i < pixels.getPixelCount(); i++) {
            count += pixels.get(i) == label ? 1 : 0;
        }
        return count;
    }

    private static ImagePlus composite() {
        ImageProcessor second = new ByteProcessor(90, 70);
        for (int i = 0; i < second.getPixelCount(); i++) {
            second.set(i, i * 13 % 251);
        }
        ImageStack stack = new ImageStack(90, 70);
        stack.addSlice(field());
        stack.addSlice(second);
        ImagePlus image = new ImagePlus("field", stack);
        image.setDimensions(2, 1, 1);
        Calibration scale = image.getCalibration();
        scale.pixelWidth = 0.5;
        scale.pixelHeight = 0.25;
        scale.xOrigin = 10;
        scale.yOrigin = 20;
        scale.setUnit("micron");
        return new CompositeImage(image, CompositeImage.GRAYSCALE);
    }

    /** Writes the image and segments its first channel as a folder run does; gives the table of the command in ImageJ. */
    private ResultsTable run(ImagePlus image) {
        Path file = folder.resolve("field.tif");
        IJ.saveAsTiff(image, file.toString());
        try (Segmenter segmenter = Segmenter.open(ModelLibrary.find(model.toString()), Device.CPU)) {
            new FolderJob<>(Jobs.SEGMENT, segmenter, ALL).run(Inputs.of(file), out, Monitor.NONE);
        }
        return segmentation(IJ.openImage(file.toString())).objects();
    }

    private StackSegmentation segmentation(ImagePlus image) {
        StackSegmentation segmentation = new StackSegmentation(
                image, PlaneKeys.ofChannel("1"), new StackSegmentation.Settings("labels", 0, false, "none", 0));
        try (Segmenter segmenter = Segmenter.open(ModelLibrary.find(model.toString()), Device.CPU)) {
            Planes planes = Planes.of(image, 1);
            for (int plane = 0; plane < planes.count(); plane++) {
                segmentation.add(plane, segmenter.segment(planes.image(plane), Monitor.NONE), new EscapeMonitor(1));
            }
        }
        return segmentation;
    }

    private static List<String> names(Roi[] rois) {
        return Arrays.stream(rois).map(Roi::getName).toList();
    }

    static List<Roi> rois(Path zip) throws IOException {
        List<Roi> rois = new ArrayList<>();
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                String name = entry.getName();
                Roi roi = new RoiDecoder(entries.readAllBytes(), name).getRoi();
                assertThat(name).isEqualTo(roi.getName() + ".roi");
                rois.add(roi);
            }
        }
        return rois;
    }

    /** Those of the first channel. */
    private List<List<String>> rows() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve("objects.csv"))) {
            if (rows.isEmpty() || line.startsWith("field.tif#c1,")) {
                rows.add(Arrays.asList(line.split(",", -1)));
            }
        }
        return rows;
    }

    private static List<String> column(List<List<String>> rows, String name) {
        int at = rows.get(0).indexOf(name);
        assertThat(at).as(name).isNotNegative();
        return rows.subList(1, rows.size()).stream().map(row -> row.get(at)).toList();
    }

    private static void assertSame(List<List<String>> rows, String name, double[] expected) {
        double[] found =
                column(rows, name).stream().mapToDouble(Double::parseDouble).toArray();
        assertThat(found).as(name).hasSize(expected.length);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).as(name).isCloseTo(expected[i], within(1e-9 + 1e-9 * Math.abs(expected[i])));
        }
    }

    private static double[] product(double[] one, double[] other, double by) {
        double[] product = new double[one.length];
        Arrays.setAll(product, i -> one[i] * other[i] / by);
        return product;
    }
}
