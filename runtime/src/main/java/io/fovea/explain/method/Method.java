package io.fovea.explain.method;

import io.fovea.FoveaException;
import io.fovea.NameList;
import io.fovea.anatomy.Anatomy;
import io.fovea.anatomy.FeatureLayer;
import io.fovea.explain.method.Technique.Finding;
import io.fovea.task.Monitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A way to explain a score, with its options set. Immutable.
 *
 * <pre>{@code
 * Method method = Method.parse("smoothgrad").with("copies", 50);
 * }</pre>
 */
public final class Method {
    private static final List<Method> ALL = new ArrayList<>();

    /** Grad-CAM: Selvaraju et al. 2017. */
    public static final Method GRAD_CAM = add(new GradCam());
    /** Grad-CAM++: Chattopadhay et al. 2018. */
    public static final Method GRAD_CAM_PLUS_PLUS = add(new GradCamPlusPlus());
    /** HiResCAM: Draelos and Carin 2020. */
    public static final Method HIRES_CAM = add(new HiResCam());
    /** LayerCAM: Jiang et al. 2021. */
    public static final Method LAYER_CAM = add(new LayerCam());
    /** XGrad-CAM: Fu et al. 2020. */
    public static final Method XGRAD_CAM = add(new XGradCam());
    /** Class activation mapping: Zhou et al. 2016. */
    public static final Method CAM = add(new Cam());
    /** Eigen-CAM: Muhammad and Yeasin 2020. */
    public static final Method EIGEN_CAM = add(new EigenCam());
    /** Eigen-CAM of gradient times activation. */
    public static final Method EIGEN_GRAD_CAM = add(new EigenGradCam());
    /** Score-CAM: Wang et al. 2020. */
    public static final Method SCORE_CAM = add(new ScoreCam());
    /** Saliency: Simonyan et al. 2014. */
    public static final Method SALIENCY = add(new Saliency());
    /** SmoothGrad: Smilkov et al. 2017. */
    public static final Method SMOOTH_GRAD = add(new SmoothGrad());
    /** Input times gradient: Shrikumar et al. 2016. */
    public static final Method INPUT_X_GRADIENT = add(new InputXGradient());
    /** Integrated gradients: Sundararajan et al. 2017. */
    public static final Method INTEGRATED_GRADIENTS = add(new IntegratedGradients());
    /** Occlusion: Zeiler and Fergus 2014. */
    public static final Method OCCLUSION = add(new Occlusion());
    /** Ablation-CAM: Desai and Ramaswamy 2020. */
    public static final Method ABLATION_CAM = add(new AblationCam());
    /** Finer-CAM: Zhang et al. 2025. */
    public static final Method FINER_CAM = add(new FinerCam());
    /** Deep feature factorisation: Collins et al. 2018. */
    public static final Method FEATURE_FACTORS = add(new FeatureFactors());
    /** Guided backpropagation: Springenberg et al. 2015. */
    public static final Method GUIDED_BACKPROPAGATION = add(new GuidedBackpropagation());
    /** DeepLIFT by the rescale rule: Shrikumar et al. 2017. */
    public static final Method DEEP_LIFT = add(new DeepLift());
    /** Layer-wise relevance propagation, a rule for each kind of layer: Montavon et al. 2019. */
    public static final Method LRP = add(new LrpComposite());
    /** Layer-wise relevance propagation, epsilon: Bach et al. 2015. */
    public static final Method LRP_EPSILON = add(new LrpEpsilon());
    /** Layer-wise relevance propagation, gamma: Montavon et al. 2019. */
    public static final Method LRP_GAMMA = add(new LrpGamma());
    /** Layer-wise relevance propagation, z+: Montavon et al. 2017. */
    public static final Method LRP_POSITIVE = add(new LrpPositive());
    /** Gradient SHAP: Lundberg and Lee 2017. */
    public static final Method GRADIENT_SHAP = add(new GradientShap());
    /** Expected gradients: Erion et al. 2021. */
    public static final Method EXPECTED_GRADIENTS = add(new ExpectedGradients());
    /** FullGrad: Srinivas and Fleuret 2019. */
    public static final Method FULL_GRAD = add(new FullGrad());
    /** RISE: Petsiuk et al. 2018. */
    public static final Method RISE = add(new Rise());
    /** LIME: Ribeiro et al. 2016. */
    public static final Method LIME = add(new Lime());
    /** Kernel SHAP: Lundberg and Lee 2017. */
    public static final Method KERNEL_SHAP = add(new KernelShap());
    /** Attention rollout: Abnar and Zuidema 2020. */
    public static final Method ATTENTION_ROLLOUT = add(new AttentionRollout());

    /** Wrapped methods are called by what stands before another's name. */
    private static final Map<String, Function<Method, Technique>> WRAPPERS = Map.of(
            AugmentedAverage.PREFIX, AugmentedAverage::new,
            NoiseTunnel.PREFIX, NoiseTunnel::new,
            EigenSmooth.PREFIX, EigenSmooth::new);

    private final Technique technique;
    private final OptionValues settings;

    private Method(Technique technique, OptionValues settings) {
        this.technique = technique;
        this.settings = settings;
    }

    /** A method of a technique, its options as usual. */
    static Method of(Technique technique) {
        return new Method(technique, OptionValues.USUAL);
    }

    private static Method add(Technique technique) {
        Method method = of(technique);
        ALL.add(method);
        return method;
    }

    /** All of them, their options as usual. */
    public static List<Method> all() {
        return List.copyOf(ALL);
    }

    /**
     * The method of a name, in either case, its options as usual. Before the name of another may stand {@code smooth-},
     * {@code noise-tunnel-} or {@code eigen-smooth-}.
     *
     * @throws FoveaException that lists the methods if there is none of that name
     */
    public static Method parse(String id) {
        return find(id.strip().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new FoveaException("There is no method '" + id + "'. Take one of: "
                        + ALL.stream().map(Method::id).collect(Collectors.joining(", ")) + "; before it may stand "
                        + WRAPPERS.keySet().stream().sorted().collect(Collectors.joining(", ")) + "."));
    }

    private static Optional<Method> find(String name) {
        Optional<Method> plain =
                ALL.stream().filter(method -> method.id().equals(name)).findFirst();
        return plain.or(() -> WRAPPERS.keySet().stream()
                .filter(name::startsWith)
                .flatMap(prefix ->
                        find(name.substring(prefix.length()))
                                .map(inner -> of(WRAPPERS.get(prefix).apply(inner)))
                                .stream())
                .findFirst());
    }

    /** What users call it, {@code grad-cam++}. */
    public String id() {
        return technique.about().name();
    }

    /** What it shows: one line, without a full stop. */
    public String description() {
        return technique.about().sentence();
    }

    /** Where it is from: authors, title, year. */
    public String paper() {
        return technique.about().paper();
    }

    /** Whether it explains a layer, not the pixels themselves. */
    public boolean needsLayer() {
        return needs().layer();
    }

    /** Whether it works only where every operator between the score and what it explains has a derivative. */
    public boolean needsGradient() {
        return needs().gradient();
    }

    /** Whether it runs the model many times for one map. */
    public boolean needsManyRuns() {
        return needs().manyRuns();
    }

    /** Whether its map depends on which score of an answer is explained, and is not the same for every class. */
    public boolean dependsOnScore() {
        return technique.dependsOnScore();
    }

    /** What can be set. */
    public List<MethodOption> options() {
        return technique.about().options();
    }

    /**
     * The same with an option set.
     *
     * @throws FoveaException if it has no such option, or the value is out of its range
     */
    public Method with(String option, double value) {
        return new Method(technique, settings.with(option(option), value));
    }

    /**
     * The same with options set as users type them, {@code copies=50}.
     *
     * @param assignments each text one or several, as {@link NameList} reads them
     * @throws FoveaException if one is not of that form, the method has no such option, or a value is out of its range
     */
    public Method with(List<String> assignments) {
        Method method = this;
        for (String assignment : NameList.of(assignments, text -> false)) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new FoveaException("The option '" + assignment + "' has no value; give NAME=VALUE. " + known());
            }
            MethodOption option = option(assignment.substring(0, equals).strip());
            method = method.with(option.name(), option.parse(assignment.substring(equals + 1)));
        }
        return method;
    }

    /** The same with what of settings are its own. */
    Method with(OptionValues given) {
        Map<String, Double> own = new HashMap<>(settings.given());
        options().forEach(option -> {
            if (given.given().containsKey(option.name())) {
                own.put(option.name(), given.given().get(option.name()));
            }
        });
        return new Method(technique, new OptionValues(own));
    }

    private MethodOption option(String name) {
        return options().stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new FoveaException("The method " + id() + " has no option '" + name + "'. " + known()));
    }

    private String known() {
        return options().isEmpty()
                ? "The method " + id() + " has none."
                : "Those of " + id() + " are: "
                        + options().stream().map(MethodOption::toString).collect(Collectors.joining(", ")) + ".";
    }

    Technique technique() {
        return technique;
    }

    Needs needs() {
        return technique.needs();
    }

    List<FeatureLayer> layers(Anatomy anatomy, List<String> names) {
        return technique.layers(anatomy, names);
    }

    NetworkPlan plan(Anatomy anatomy, List<FeatureLayer> layers) {
        return technique.plan(anatomy, layers, settings);
    }

    Finding explain(ExplainedNetwork network, ExplainedClass subject, Monitor monitor) {
        return technique.explain(network, subject, settings, monitor);
    }

    float ceiling(Attribution attribution) {
        return technique.ceiling(attribution);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Method that && technique.equals(that.technique) && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(technique, settings);
    }

    /** Its name, and the options that are not as usual. */
    @Override
    public String toString() {
        return (id() + " " + settings).strip();
    }
}
