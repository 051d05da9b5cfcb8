package io.fovea.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every operator with a rule, in the forms it took between opsets 7 and 23. */
public final class Cases {

    /** Operators that, with free shapes, need a form that came later than the operator. */
    static final Map<String, Integer> FREE_SINCE = Map.of(
            "Conv",
            10,
            "MaxPool",
            11,
            "AveragePool",
            10,
            "LpPool",
            10,
            "Slice",
            11,
            "Concat",
            10,
            "Resize",
            11,
            "Upsample",
            9,
            "Pad",
            9);

    private static final int NEWEST = 23;

    /** Operators that ONNX gave up, and the one whose newest form ONNX Runtime lacks. */
    private static final Set<String> FORMER =
            Set.of("Upsample", "Scatter", "Crop", "Affine", "ImageScaler", "GlobalLpPool");

    private Cases() {}

    public static Stream<Case> all() {
        List<Case> cases = new ArrayList<>();
        ArithmeticCases.addTo(cases);
        ActivationCases.addTo(cases);
        ReductionCases.addTo(cases);
        ProductCases.addTo(cases);
        ConvolutionCases.addTo(cases);
        PoolingCases.addTo(cases);
        NormalisationCases.addTo(cases);
        LayoutCases.addTo(cases);
        IndexingCases.addTo(cases);
        ResizeCases.addTo(cases);
        return Stream.concat(cases.stream(), inNewest(cases));
    }

    /** The newest form of every operator that is still one, in the newest opset. */
    private static Stream<Case> inNewest(List<Case> cases) {
        Map<String, Integer> latest = new HashMap<>();
        cases.forEach(one -> latest.merge(one.op(), one.opset(), Math::max));
        return cases.stream()
                .filter(one -> one.opset() == latest.get(one.op()) && !FORMER.contains(one.op()))
                .map(one -> one.at(NEWEST));
    }
}
