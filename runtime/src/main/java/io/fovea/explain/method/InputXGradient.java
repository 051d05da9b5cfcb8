package io.fovea.explain.method;

/** Each value of the model's input times its gradient, summed over a pixel's channels: Shrikumar et al. 2016. */
final class InputXGradient extends PixelTechnique {

    @Override
    public MethodDescription about() {
        return MethodDescription.of(
                "input-x-gradient",
                "saliency times the pixel's value",
                "Shrikumar et al., \"Not just a black box\", 2016");
    }

    @Override
    float add(float value, float gradient, float x, float black) {
        return value + x * gradient;
    }
}
