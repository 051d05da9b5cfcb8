package io.fovea.explain.method;

import io.fovea.task.Monitor;

/**
 * The mean of a method's maps of noisy copies of the image; or the mean of their squares, or their variance (Smilkov et al.
 * 2017; Adebayo et al., "Local explanation methods for deep neural networks lack sensitivity to parameter values", 2018).
 */
final class NoiseTunnel extends WrappingTechnique {
    /** What a method's name begins with that is wrapped. */
    static final String PREFIX = "noise-tunnel-";

    private static final MethodOption COPIES =
            MethodOption.whole("tunnel-copies", 10, 1, 10_000, "how many noisy copies of the image");
    private static final MethodOption NOISE = MethodOption.real(
            "tunnel-noise", 0.15, 0, 10, "standard deviation of the noise, as a share of the image's range");
    private static final MethodOption KIND = MethodOption.whole(
            "tunnel-kind", 0, 0, 2, "0 is the mean of the maps, 1 that of their squares, 2 their variance");
    private static final MethodOption SEED = MethodOption.whole("tunnel-seed", 1, 0, Integer.MAX_VALUE, "of the noise");

    NoiseTunnel(Method inner) {
        super(inner, COPIES, NOISE, KIND, SEED);
    }

    @Override
    String prefix() {
        return PREFIX;
    }

    @Override
    String sentence() {
        return "over noisy copies of the image";
    }

    @Override
    public Finding explain(ExplainedNetwork network, ExplainedClass subject, OptionValues settings, Monitor monitor) {
        Method method = inner(settings);
        Finding plain = method.explain(network, subject, monitor);
        Noise noise = Noise.on(subject.tensor(), settings.real(NOISE), settings.whole(SEED));
        int copies = settings.whole(COPIES);
        int size = plain.attribution().values.length;
        double[] sums = new double[size];
        double[] squares = new double[size];
        boolean flat = true;
        for (int copy = 0; copy < copies; copy++) {
            monitor.report((double) copy / copies, "copy " + (copy + 1) + " of " + copies);
            Finding one = method.explain(network, subject.with(noise.next()), monitor);
            flat &= one.flat();
            for (int i = 0; i < size; i++) {
                double value = one.attribution().values[i];
                sums[i] += value / copies;
                squares[i] += value * value / copies;
            }
        }
        float[] map = new float[size];
        for (int i = 0; i < size; i++) {
            map[i] = (float)
                    switch (settings.whole(KIND)) {
                        case 0 -> sums[i];
                        case 1 -> squares[i];
                        default -> squares[i] - sums[i] * sums[i];
                    };
        }
        Attribution attribution =
                new Attribution(plain.attribution().width(), plain.attribution().height(), map);
        return new Finding(attribution, flat, plain.answer());
    }
}
