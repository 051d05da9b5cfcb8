package io.fovea.model;

import java.util.List;
import java.util.Optional;

/** The conventions that are known, the surest first. */
final class Conventions {
    private static final List<Convention> ALL = List.of(
            new OnnxImageConvention(),
            new UltralyticsConvention(),
            new ConfigConvention(),
            new LabelsConvention(),
            new MeanOrderConvention(),
            new GraphScalingConvention(),
            new DetectorConvention(),
            new ObjectsConvention(),
            new CocoConvention(),
            new CifarConvention(),
            new MnistConvention(),
            new SmallImagesConvention(),
            new ImageNetConvention(),
            new TorchvisionConvention(),
            new CaffeConvention(),
            new TensorFlowConvention());

    private Conventions() {}

    /**
     * What a convention says of a key.
     *
     * @param doubt what is only likely, in a sentence; empty where it is sure
     */
    record Said(String value, Basis basis, Optional<String> doubt) {}

    /** What the first convention says that speaks of a key. */
    static Optional<Said> of(CardKey key, Clues clues) {
        for (Convention convention : ALL) {
            String value = convention.says(clues).get(key);
            if (value != null) {
                Optional<String> doubt = convention.doubt(key);
                Basis.Kind kind = doubt.isPresent() ? Basis.Kind.ASSUMED : Basis.Kind.CONVENTION;
                return Optional.of(new Said(value, new Basis(kind, convention.name()), doubt));
            }
        }
        return Optional.empty();
    }
}
