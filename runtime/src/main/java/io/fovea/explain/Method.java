package io.fovea.explain;

import io.fovea.FoveaException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The ways to explain a score. */
public enum Method {
    /** Selvaraju et al., "Grad-CAM: visual explanations from deep networks", 2017. */
    GRAD_CAM("grad-cam", Kind.WEIGHTING, "channels weighted by their mean gradient"),
    /** Chattopadhay et al., "Grad-CAM++: improved visual explanations", 2018. */
    GRAD_CAM_PLUS_PLUS("grad-cam++", Kind.WEIGHTING, "Grad-CAM that finds every instance of a class"),
    /** Draelos and Carin, "Use HiResCAM instead of Grad-CAM", 2020. */
    HIRES_CAM("hirescam", Kind.WEIGHTING, "gradient times activation, place by place"),
    /** Jiang et al., "LayerCAM: exploring hierarchical class activation maps", 2021. */
    LAYER_CAM("layercam", Kind.WEIGHTING, "positive gradient times activation; for early layers too"),
    /** Fu et al., "Axiom-based Grad-CAM", 2020. */
    XGRAD_CAM("xgrad-cam", Kind.WEIGHTING, "channels weighted by their share of gradient times activation"),
    /** Zhou et al., "Learning deep features for discriminative localization", 2016. */
    CAM("cam", Kind.POOLED, "the weights behind global average pooling; only for models that end so"),
    /** Muhammad and Yeasin, "Eigen-CAM", 2020. */
    EIGEN_CAM("eigen-cam", Kind.ACTIVATION, "the first principal component; the same for every class"),
    /** Wang et al., "Score-CAM: score-weighted visual explanations", 2020. */
    SCORE_CAM("score-cam", Kind.PERTURBATION, "the score under each channel as a mask; slow, needs no gradient"),
    /** Simonyan et al., "Deep inside convolutional networks", 2014. */
    SALIENCY("saliency", Kind.PIXELS, "how strongly each pixel moves the score"),
    /** Smilkov et al., "SmoothGrad: removing noise by adding noise", 2017. */
    SMOOTH_GRAD("smoothgrad", Kind.PIXELS, "saliency averaged over noisy copies of the image"),
    /** Shrikumar et al., "Not just a black box", 2016. */
    INPUT_X_GRADIENT("input-x-gradient", Kind.PIXELS, "saliency times the pixel's value"),
    /** Sundararajan et al., "Axiomatic attribution for deep networks", 2017. */
    INTEGRATED_GRADIENTS(
            "integrated-gradients", Kind.PIXELS, "gradients summed on the way from black; they add up to the score"),
    /** Zeiler and Fergus, "Visualizing and understanding convolutional networks", 2014. */
    OCCLUSION("occlusion", Kind.OCCLUSION, "how far the score falls where a patch is covered; needs no gradient");

    /** What a method works on. */
    enum Kind {
        /** A feature map and the gradient with respect to it. */
        WEIGHTING,
        /** A feature map and the gradient with respect to its global average. */
        POOLED,
        /** A feature map. */
        ACTIVATION,
        /** A feature map, and scores of altered images. */
        PERTURBATION,
        /** Gradients with respect to the image. */
        PIXELS,
        /** Scores of altered images. */
        OCCLUSION
    }

    private final String id;
    private final Kind kind;
    private final String description;

    Method(String id, Kind kind, String description) {
        this.id = id;
        this.kind = kind;
        this.description = description;
    }

    /** What users call it, {@code grad-cam++}. */
    public String id() {
        return id;
    }

    /** One line, without a full stop. */
    public String description() {
        return description;
    }

    /** Whether it works only where every operator between target and layer has a derivative. */
    public boolean needsGradient() {
        return kind == Kind.WEIGHTING || kind == Kind.POOLED || kind == Kind.PIXELS;
    }

    /** Whether it explains a layer, not the pixels themselves. */
    public boolean needsLayer() {
        return kind != Kind.PIXELS && kind != Kind.OCCLUSION;
    }

    Kind kind() {
        return kind;
    }

    /**
     * The method of a name, in either case.
     *
     * @throws FoveaException that lists the methods if there is none of that name
     */
    public static Method parse(String id) {
        return Arrays.stream(values())
                .filter(method -> method.id.equalsIgnoreCase(id.strip()))
                .findFirst()
                .orElseThrow(() -> new FoveaException("There is no method '" + id + "'. Take one of: "
                        + Arrays.stream(values()).map(Method::id).collect(Collectors.joining(", ")) + "."));
    }
}
