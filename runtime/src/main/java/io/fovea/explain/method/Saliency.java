package io.fovea.explain.method;

/** The size of the gradient, that of a pixel's strongest channel: Simonyan et al. 2014. */
final class Saliency extends PixelTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "saliency",
                "how strongly each pixel moves the score",
                "Simonyan et al., \"Deep inside convolutional networks\", 2014");
    }

    @Override
    float add(float value, float gradient, float x, float black) {
        return Math.max(value, Math.abs(gradient));
    }
}
