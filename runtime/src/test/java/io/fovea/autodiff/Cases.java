package io.fovea.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every operator with a rule, in the forms it took between opsets 7 and 22. */
final class Cases {

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

    private Cases() {}

    static Stream<Case> all() {
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
        return cases.stream();
    }
}
