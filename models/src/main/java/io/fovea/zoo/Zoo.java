package io.fovea.zoo;

import static java.util.Map.entry;

import io.fovea.FoveaException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** The architectures by name, as {@code zoo:NAME} on the command line and in recipes. */
public final class Zoo {

    private static final Map<String, Architecture> ARCHITECTURES = new ConcurrentSkipListMap<>(Map.ofEntries(
            entry("alexnet", new AlexNet()),
            entry("car-truck", new CarTruck()),
            entry("cats-dogs", new CatsDogs(true)),
            entry("cats-dogs-150", new CatsDogs150()),
            entry("cats-dogs-without-dropout", new CatsDogs(false)),
            entry("densenet121", new DenseNet121()),
            entry("digits", new DigitConvnet(true)),
            entry("digits-without-pooling", new DigitConvnet(false)),
            entry("efficientnet-v2-b0", new EfficientNetV2B0()),
            entry("inception-v3", new InceptionV3()),
            entry("lenet5", new LeNet5()),
            entry("mini-xception", new MiniXception()),
            entry("mobilenet-v2", new MobileNetV2()),
            entry("residual", new ResidualExample("residual", 2, false)),
            entry("residual-pooling", new ResidualExample("residual-pooling", 1, true)),
            entry("residual-widening", new ResidualExample("residual-widening", 1, false)),
            entry("resnet50", new ResNet50()),
            entry("separable-unet", new SeparableUNet()),
            entry("sequential", new SequentialConvnet(false)),
            entry("sequential-global-pooling", new SequentialConvnet(true)),
            entry("small-resnet", new SmallResNet()),
            entry("trimap-net", new TrimapNet()),
            entry("unet", new UNet()),
            entry("vgg16", new Vgg16()),
            entry("xception", new Xception())));

    private Zoo() {}

    /**
     * Gives an architecture of one's own a name, by which recipes of this Java program find it: {@code architecture: zoo:NAME}.
     * Other programs, the command line too, do not know it.
     *
     * <pre>{@code
     * Zoo.register("tiny", settings -> {
     *     Network tiny = new Network("tiny", settings.seed());
     *     SymbolicTensor x = network.input(28, 28, settings.channels().orElse(1));
     *     x = x.to(new Flatten()).to(new Dense(settings.classes().orElse(10)).activation(Activation.SOFTMAX));
     *     return network.finish(x);
     * });
     * }</pre>
     *
     * @param name of small letters, digits and hyphens
     * @throws FoveaException when it is another one's, or of other characters
     */
    public static void register(String name, Architecture architecture) {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new FoveaException("An architecture cannot be called '" + name
                    + "'; give it a name of small letters, digits and hyphens.");
        }
        if (ARCHITECTURES.putIfAbsent(name, architecture) != null) {
            throw new FoveaException("There is an architecture '" + name + "' already; give yours another name.");
        }
    }

    /** All names, sorted. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(ARCHITECTURES.keySet());
    }

    /**
     * The architecture {@code name}, with or without {@code zoo:} before it.
     *
     * @throws FoveaException naming the known ones when there is none
     */
    public static Architecture find(String name) {
        String plain = name.startsWith("zoo:") ? name.substring(4) : name;
        Architecture architecture = ARCHITECTURES.get(plain);
        if (architecture == null) {
            throw new FoveaException("There is no architecture '" + plain + "'; the known ones are "
                    + String.join(", ", ARCHITECTURES.keySet()) + ".");
        }
        return architecture;
    }

    /**
     * The architecture {@code name} without its published head, whose feature map is averaged and weighed by one layer
     * instead; whether its settings have a top does not matter.
     *
     * @throws FoveaException when there is none of that name, or it answers for every pixel and has no head to leave out
     */
    public static Architecture findWithoutTop(String name) {
        if (find(name) instanceof ImageClassifier classifier) {
            return classifier.averaged();
        }
        throw new FoveaException("The architecture '" + name
                + "' answers for every pixel, so it has no head that could be" + " left out; leave 'top: false' out.");
    }
}
