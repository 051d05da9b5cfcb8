package io.fovea.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.graph.ElementType;
import io.fovea.graph.Graph;
import io.fovea.graph.Shape;
import io.fovea.graph.Tensor;
import io.fovea.graph.ValueInfo;
import io.fovea.layers.PlotGrid.Edge;
import io.fovea.layers.PlotRoutes.Point;
import io.fovea.zoo.Architecture;
import io.fovea.zoo.Zoo;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class GraphPlotTest {

    private static final int BOX_WIDTH = 200;

    private static Summary summary(String name) {
        return Summary.of(Zoo.find(name).build(Architecture.Settings.DEFAULT));
    }

    @Test
    void showsEveryLayerWithItsShape() throws Exception {
        String svg = GraphPlot.of(summary("digits")).toSvg();
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(8);
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(9 + 1);
        assertThat(svg).contains("conv2d_1", "Conv, Relu", "(batch, 64, 11, 11)", "18,496", "104,202 parameters");
    }

    @Test
    void aModelWithoutLayersIsAnEmptyPlot() {
        Graph graph = Graph.create("constant", 17);
        graph.put("c", Tensor.of(1f));
        graph.addOutput(new ValueInfo("c", ElementType.FLOAT, Shape.of(1)));
        Summary summary = Summary.of(graph);

        assertThat(summary.rows()).isEmpty();
        assertThat(GraphPlot.of(summary).toSvg()).contains("<svg").doesNotContain("<polyline");
    }

    @Test
    void aChainIsDrawnStraightDown() {
        PlotGrid grid = new PlotGrid(summary("digits").rows());
        assertThat(grid.rows()).isEqualTo(9);
        assertThat(grid.edges()).hasSize(8).allMatch(grid::isStraight);
    }

    @Test
    void aBranchStandsBesideTheLongestPath() {
        List<Summary.Row> rows = summary("residual").rows();
        PlotGrid grid = new PlotGrid(rows);
        List<String> names = rows.stream().map(Summary.Row::name).toList();
        assertThat(grid.column(names.indexOf("conv2d_2"))).isZero();
        assertThat(grid.column(names.indexOf("conv2d_3"))).isEqualTo(1);
        assertThat(grid.row(names.indexOf("conv2d_3"))).isEqualTo(grid.row(names.indexOf("conv2d_1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"residual", "unet", "mini-xception", "inception-v3", "efficientnet-v2-b0"})
    void noConnectionRunsThroughABox(String name) {
        List<Summary.Row> rows = summary(name).rows();
        PlotGrid grid = new PlotGrid(rows);
        PlotRoutes routes = new PlotRoutes(grid, BOX_WIDTH);
        List<String> crossings = new ArrayList<>();
        for (Edge edge : grid.edges()) {
            List<Point> points = routes.points(edge);
            for (int i = 1; i < points.size(); i++) {
                for (int layer = 0; layer < rows.size(); layer++) {
                    if (crosses(points.get(i - 1), points.get(i), routes.left(layer), routes.top(layer))) {
                        crossings.add(edge + " runs through " + rows.get(layer).name());
                    }
                }
            }
        }
        assertThat(crossings).isEmpty();
    }

    private static boolean crosses(Point a, Point b, int left, int top) {
        return Math.max(a.x(), b.x()) >= left
                && Math.min(a.x(), b.x()) <= left + BOX_WIDTH
                && Math.max(a.y(), b.y()) > top
                && Math.min(a.y(), b.y()) < top + PlotRoutes.BOX_HEIGHT;
    }
}
