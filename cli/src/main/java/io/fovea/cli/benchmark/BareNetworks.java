package io.fovea.cli.benchmark;

import static org.bytedeco.pytorch.global.torch.dropout;
import static org.bytedeco.pytorch.global.torch.relu;

import io.fovea.FoveaException;
import io.fovea.cli.benchmark.BareWeights.Layer;
import java.util.ArrayList;
import java.util.List;

/** The workloads' networks, written straight to libtorch. They take pixels of 0..1 and answer with logits. */
final class BareNetworks {

    private BareNetworks() {}

    static Layer build(Workload workload, BareWeights weights) {
        return switch (workload.network()) {
            case "trimap-net" -> trimaps(workload, weights);
            case "mini-xception" -> miniXception(workload, weights);
            case "cats-dogs" -> catsDogs(workload, weights);
            default -> throw new FoveaException("'" + workload.network() + "' is not written for bare libtorch.");
        };
    }

    private static Layer trimaps(Workload workload, BareWeights weights) {
        List<Layer> layers = new ArrayList<>();
        long channels = 3;
        for (long filters : new long[] {64, 128, 256}) {
            layers.add(rectified(weights.conv(channels, filters, 3, 2, 1, true)));
            layers.add(rectified(weights.conv(filters, filters, 3, 1, 1, true)));
            channels = filters;
        }
        for (long filters : new long[] {256, 128, 64}) {
            layers.add(rectified(weights.transposed(channels, filters, 1)));
            layers.add(rectified(weights.transposed(filters, filters, 2)));
            channels = filters;
        }
        layers.add(weights.conv(channels, workload.classes(), 3, 1, 1, true));
        return chain(layers);
    }

    private static Layer catsDogs(Workload workload, BareWeights weights) {
        List<Layer> layers = new ArrayList<>();
        long channels = 3;
        for (long filters : new long[] {32, 64, 128, 256}) {
            layers.add(rectified(weights.conv(channels, filters, 3, 1, 0, true)));
            layers.add(x -> BareWeights.pooled(x, 2, 2, 0));
            channels = filters;
        }
        layers.add(rectified(weights.conv(channels, channels, 3, 1, 0, true)));
        layers.add(x -> dropout(x.flatten(1, -1), 0.5, true));
        layers.add(weights.dense(channels * 7 * 7, workload.classes()));
        return chain(layers);
    }

    private static Layer miniXception(Workload workload, BareWeights weights) {
        List<Layer> layers = new ArrayList<>();
        layers.add(weights.conv(3, 32, 5, 1, 0, false));
        long channels = 32;
        for (long filters : new long[] {32, 64, 128, 256, 512}) {
            Layer shortcut = weights.conv(channels, filters, 1, 2, 0, false);
            Layer first = separable(weights, channels, filters);
            Layer second = separable(weights, filters, filters);
            layers.add(x -> BareWeights.pooled(second.of(first.of(x)), 3, 2, 1).add(shortcut.of(x)));
            channels = filters;
        }
        layers.add(x -> dropout(x.mean(2, 3), 0.5, true));
        layers.add(weights.dense(channels, workload.classes()));
        return chain(layers);
    }

    private static Layer separable(BareWeights weights, long in, long out) {
        return chain(List.of(
                rectified(weights.normalisation(in)), weights.depthwise(in), weights.conv(in, out, 1, 1, 0, false)));
    }

    private static Layer rectified(Layer layer) {
        return x -> relu(layer.of(x));
    }

    private static Layer chain(List<Layer> layers) {
        return layers.stream()
                .reduce((first, second) -> x -> second.of(first.of(x)))
                .orElseThrow();
    }
}
