package io.fovea.graph.operator;

import io.fovea.graph.ElementType;
import io.fovea.graph.Node;
import io.fovea.graph.Shape;
import io.fovea.graph.Shape.Dimension;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What an operator is, stated once: its family, what its output depends on, and what follows for types, shapes, small
 * integers, and for what of an image is seen. Immutable.
 *
 * <pre>{@code
 * Operators.of(node).is(Family.CONVOLUTION)
 * Operators.of(node).has(Trait.LINEAR)
 * }</pre>
 *
 * <p>Of an operator that the catalogue does not have nothing is known: its family is {@link Family#UNKNOWN}, the shapes of
 * its outputs do not follow, it sees the whole image. Its outputs are taken to be of the type of its first input.
 */
public final class Operator {
    private static final String MICROSOFT = "com.microsoft";

    // Written while a family's table is, and never again: what states something more answers a copy.
    private String domain = "";
    private String name = "";
    private final Family family;
    private Dependence dependence = Dependence.WHOLE;
    private AxisOrder order = AxisOrder.KEPT;
    private ProbabilityKind probabilities = ProbabilityKind.NONE;
    private Set<Trait> traits = Set.of();
    private int kernel = -1;
    private Set<Integer> settings = Set.of();
    private List<ShapeRule> shapes = List.of(ShapeRule.UNKNOWN);
    private boolean alike;
    private List<TypeRule> types = List.of(TypeRule.like(0));
    private ContentsRule contents = ContentsRule.UNKNOWN;
    private ReachRule reach = ReachRule.WHOLE;

    private Operator(Family family) {
        this.family = family;
    }

    /** The beginning of a family's table: an operator of which nothing is stated but the family. */
    static Operator of(Family family) {
        return new Operator(family);
    }

    private Operator stating(Consumer<Operator> more) {
        Operator copy = new Operator(family);
        copy.domain = domain;
        copy.name = name;
        copy.dependence = dependence;
        copy.order = order;
        copy.probabilities = probabilities;
        copy.traits = traits;
        copy.kernel = kernel;
        copy.settings = settings;
        copy.shapes = shapes;
        copy.alike = alike;
        copy.types = types;
        copy.contents = contents;
        copy.reach = reach;
        more.accept(copy);
        return copy;
    }

    /** The same under the name of an operator of a set. */
    Operator named(String otherDomain, String otherName) {
        return stating(o -> {
            o.domain = otherDomain;
            o.name = otherName;
        });
    }

    /** The same under the name of an operator of ONNX's own set. */
    Operator named(String otherName) {
        return named("", otherName);
    }

    /** The same under the name of an operator of ONNX Runtime's set. */
    Operator ofMicrosoft(String otherName) {
        return named(MICROSOFT, otherName);
    }

    /** What the output depends on; what of an image is seen follows where that is an element's own place. */
    Operator by(Dependence other) {
        boolean atPlace = other == Dependence.ELEMENT || other == Dependence.CHANNEL;
        return stating(o -> {
            o.dependence = other;
            o.reach = atPlace ? ReachRule.AT_PLACE : reach;
        });
    }

    Operator ordering(AxisOrder other) {
        return stating(o -> o.order = other);
    }

    Operator giving(ProbabilityKind other) {
        return stating(o -> o.probabilities = other);
    }

    Operator with(Trait... more) {
        Set<Trait> all = EnumSet.copyOf(List.of(more));
        all.addAll(traits);
        return stating(o -> o.traits = Set.copyOf(all));
    }

    /** The input with the weights. */
    Operator withKernel(int input) {
        return stating(o -> o.kernel = input);
    }

    /** Inputs that are neither data nor weights. */
    Operator settings(Integer... inputs) {
        return stating(o -> o.settings = Set.of(inputs));
    }

    /** A rule for each output; of those beyond nothing follows. */
    Operator shaped(ShapeRule... rules) {
        return stating(o -> {
            o.shapes = List.of(rules);
            o.alike = false;
        });
    }

    /** One rule for all outputs. */
    Operator shapedAlike(ShapeRule rule) {
        return shaped(rule).stating(o -> o.alike = true);
    }

    /** A rule for each output; the last goes for those beyond, too. */
    Operator typed(TypeRule... rules) {
        return stating(o -> o.types = List.of(rules));
    }

    Operator holding(ContentsRule rule) {
        return stating(o -> o.contents = rule);
    }

    /** Applied to nodes that see some of an image, through no input all of it. */
    Operator reaching(ReachRule rule) {
        return stating(o -> o.reach = rule);
    }

    /** As ONNX calls it; operators of other sets with their domain in front. */
    public String name() {
        return domain.isEmpty() ? name : domain + "." + name;
    }

    /** What it is for. */
    public Family family() {
        return family;
    }

    /** Whether it is of one of these families. */
    public boolean is(Family... families) {
        return Arrays.asList(families).contains(family);
    }

    /** What an element of its output depends on. */
    public Dependence dependence() {
        return dependence;
    }

    /** What becomes of the order of an image's axes. */
    public AxisOrder order() {
        return order;
    }

    /** In what way its answers are probabilities. */
    public ProbabilityKind probabilities() {
        return probabilities;
    }

    /** Whether it is what a trait says. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether it weighs its data with kernels, which may be learnt. */
    public boolean weighs() {
        return is(Family.CONVOLUTION, Family.PRODUCT, Family.RECURRENCE);
    }

    /** The input with its kernel, or -1. */
    public int kernel() {
        return kernel;
    }

    /** Whether an input is a setting, such as a bound or a size, and neither data nor a weight. */
    public boolean isSetting(int input) {
        return settings.contains(input);
    }

    /** Whether its output has the elements of its input, all of them, each once: in another shape, order or type at most. */
    public boolean carries() {
        return isIdle() || is(Family.LAYOUT) && (dependence == Dependence.RESHAPED || dependence == Dependence.TURNED);
    }

    /** Whether its output is its input, of another type at most. */
    public boolean isIdle() {
        return is(Family.LAYOUT) && dependence == Dependence.ELEMENT;
    }

    /** Whether the shape of its output follows from those of its inputs, as far as that goes. */
    public boolean isShaped() {
        return shapes.get(0) != ShapeRule.UNKNOWN;
    }

    /** The shape of an output, unknown where it does not follow. */
    Shape shape(ValueFacts facts, Node node, int output) {
        int rule = alike ? 0 : output;
        Shape x = facts.shape(node.input(0));
        boolean blind = node.hasInput(0) && !x.known();
        return blind || rule >= shapes.size()
                ? Shape.UNKNOWN
                : allowed(() -> shapes.get(rule).of(facts, node, x), Shape.UNKNOWN);
    }

    /** The element type of an output. */
    ElementType type(ValueFacts facts, Node node, int output) {
        TypeRule rule = types.get(Math.min(output, types.size() - 1));
        return allowed(() -> rule.of(facts, node), ElementType.UNDEFINED);
    }

    /** The integers in the first output as far as they are known; empty where nothing is. */
    List<Dimension> integers(ValueFacts facts, Node node) {
        return allowed(() -> contents.of(facts, node), List.of());
    }

    /** What of an image the outputs of a node see, of whose inputs at least one sees some of it. */
    Reaches reaches(NodeReach at) {
        return at.seesWhole() ? Reaches.WHOLE : allowed(() -> reach.of(at), Reaches.WHOLE);
    }

    /** What follows for a node; of one that its operator does not allow, as damaged files hold, nothing does. */
    private static <T> T allowed(Supplier<T> rule, T nothing) {
        try {
            return rule.get();
        } catch (RuntimeException malformed) {
            return nothing;
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
