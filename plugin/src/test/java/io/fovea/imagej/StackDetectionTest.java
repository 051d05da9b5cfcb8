package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.image.Image;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.task.Detection;
import io.fovea.task.Detector;
import io.fovea.task.JobSettings;
import io.fovea.task.Jobs;
import io.fovea.task.Monitor;
import io.fovea.task.detect.KeyPoint;
import java.awt.Point;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class StackDetectionTest {
    private static Detection object(KeyPoint... points) {
        return new Detection(0, "person", 0.9f, 2, 3, 20, 30, List.of(points));
    }

    @Test
    void ofPointsThoseThatAreSeenAreSelected() {
        KeyPoint seen = new KeyPoint(5, 7, 0.8f);
        KeyPoint hidden = new KeyPoint(0, 0, 0.1f);

        assertThat(StackDetection.points(object(seen, hidden)))
                .hasValueSatisfying(
                        points -> assertThat(points.getContainedPoints()).containsExactly(new Point(5, 7)));
        assertThat(StackDetection.points(object(hidden, hidden))).isEmpty();
        assertThat(StackDetection.points(object())).isEmpty();
    }

    /** The third point is not seen. */
    @Test
    void imageJReadsBoxAndPointsAsACommandWritesThem() throws IOException {
        float[] person = {32, 32, 32, 16, 0.9f, 32.5f, 32, 0.75f, 16, 24, 0.5f, 48, 40, 0.1f};
        Image image = Image.gray8(64, 64, new byte[64 * 64]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (Detector detector = Detector.open(posing(person), Device.CPU)) {
            Jobs.DETECT
                    .outcome(detector.detect(image, Monitor.NONE), image, JobSettings.USUAL)
                    .documents()
                    .get("-rois.zip")
                    .writeTo(out, "");
        }

        List<Roi> rois = rois(out.toByteArray());
        assertThat(rois).hasSize(2);
        assertThat(rois.get(0).getFloatBounds()).isEqualTo(new Rectangle2D.Double(16, 24, 32, 16));
        assertThat(rois.get(1).getType()).isEqualTo(Roi.POINT);
        assertThat(rois.get(1).getFloatPolygon().npoints).isEqualTo(2);
        assertThat(rois.get(1).getFloatPolygon().xpoints).startsWith(32.5f, 16);
        assertThat(rois.get(1).getFloatPolygon().ypoints).startsWith(32, 24);
    }

    private static List<Roi> rois(byte[] zip) throws IOException {
        List<Roi> rois = new ArrayList<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                rois.add(new RoiDecoder(entries.readAllBytes(), entry.getName()).getRoi());
            }
        }
        return rois;
    }

    /** One box of 84 with three points, whatever the image. */
    private static Model posing(float... box) {
        int places = 84;
        Graph graph = Graph.create("drawn", 13);
        graph.metadata().put("task", "pose");
        graph.metadata().put("names", "{0: 'person'}");
        graph.metadata().put("stride", "32");
        graph.metadata().put("imgsz", "[64, 64]");
        graph.metadata().put("kpt_shape", "[3, 3]");
        graph.addInput(new ValueInfo("images", ElementType.FLOAT, Shape.of(1, 3, 64, 64)));
        graph.put("zero", Tensor.scalar(0f));
        graph.append(Node.of("ReduceMax", List.of("images"), "most"));
        graph.append(Node.of("Mul", List.of("most", "zero"), "nothing"));
        graph.put("none", Tensor.of(new long[] {1}, 1));
        graph.append(Node.of("Reshape", List.of("nothing", "none"), "flat"));
        float[] values = new float[box.length * places];
        for (int i = 0; i < box.length; i++) {
            values[i * places] = box[i];
        }
        graph.put("values", Tensor.of(values, 1, box.length, places));
        graph.append(Node.of("Add", List.of("flat", "values"), "output0"));
        graph.addOutput(new ValueInfo("output0", ElementType.FLOAT, Shape.of(1, box.length, places)));
        return Model.of(graph);
    }
}
