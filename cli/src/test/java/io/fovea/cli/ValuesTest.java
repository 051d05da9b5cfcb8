package io.fovea.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxJavaType;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.fovea.anatomy.ModelLayer;
import io.fovea.data.Batch;
import io.fovea.data.Target;
import io.fovea.explore.FeatureMaps;
import io.fovea.explore.FilterKernel;
import io.fovea.explore.Response;
import io.fovea.explore.UnitField;
import io.fovea.graph.Tensor;
import io.fovea.graph.operator.Slicing;
import io.fovea.graph.operator.TurnedKernels;
import io.fovea.graph.operator.Windows;
import io.fovea.image.FloatStack;
import io.fovea.image.Image;
import io.fovea.image.Normalisation;
import io.fovea.image.Stretch;
import io.fovea.image.sample.Palette;
import io.fovea.linear.LinearHead;
import io.fovea.page.ValueHistogram;
import io.fovea.report.HeatTable;
import io.fovea.report.Series;
import io.fovea.session.FloatTensor;
import io.fovea.session.TensorInfo;
import java.lang.reflect.RecordComponent;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the house hands out cannot be changed from outside, and values that agree are equal. */
class ValuesTest {
    /** Pixels, of which a copy at every look would cost too much; their documentation says that they are shared. */
    private static final Set<String> SHARED = Set.of(
            "IndexImage.values",
            "Response.values",
            "UnitField.influence",
            "Instances.labels",
            "ClassMap.classes",
            "Batch.inputs",
            "Batch.targets",
            "Batch.weights",
            "Batch.objects");

    private static final Set<String> COPYING = Set.of("clone", "copy", "copyOf", "copyOfRange", "toArray");
    private static final Set<String> FREEZING =
            Set.of("copyOf", "unmodifiableMap", "unmodifiableList", "unmodifiableSet", "emptyList", "of", "nCopies");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.fovea");

    /** Makes the same value from new arrays at every call. */
    private static final Map<Class<?>, Supplier<Object>> EXAMPLES = Map.ofEntries(
            Map.entry(
                    Normalisation.class,
                    () -> new Normalisation(0.5f, new float[] {1, 2, 3}, new float[] {4, 5, 6}, Stretch.ALL, 1, 99)),
            Map.entry(
                    FloatTensor.class,
                    () -> new FloatTensor(new long[] {1, 2}, FloatBuffer.wrap(new float[] {Float.NaN, 2}))),
            Map.entry(TensorInfo.class, () -> new TensorInfo("x", new long[] {1, -1}, OnnxJavaType.FLOAT)),
            Map.entry(ValueHistogram.class, () -> new ValueHistogram("x", "images", new double[] {1, 2})),
            Map.entry(FloatStack.class, () -> new FloatStack(2, 1, List.of(new float[] {1, 2}, new float[] {3, 4}))),
            Map.entry(Response.class, () -> new Response("edge", 2, 1, new float[] {1, Float.NaN})),
            Map.entry(
                    UnitField.class,
                    () -> new UnitField(Image.rgb8(1, 1, new byte[] {1, 2, 3}), 0, 0, 1, new float[] {1})),
            Map.entry(
                    FeatureMaps.class,
                    () -> new FeatureMaps(
                            new ModelLayer("a", "Conv", "a", "a", "b"), 2, 1, 1, FloatBuffer.wrap(new float[] {1, 2}))),
            Map.entry(FilterKernel.class, () -> new FilterKernel("edge", new float[][] {{1, 0}, {0, -1}})),
            Map.entry(Target.Instances.class, () -> new Target.Instances(2, 1, new short[] {0, 1})),
            Map.entry(Target.ClassMap.class, () -> new Target.ClassMap(2, 1, new byte[] {0, 1})),
            Map.entry(Target.Labels.class, () -> new Target.Labels(new boolean[] {true, false})),
            Map.entry(
                    Batch.class,
                    () -> new Batch(new float[] {1, 2}, new long[] {2, 1}, new long[] {0, 1}, new long[] {2})),
            Map.entry(Series.class, () -> new Series("loss", 1, new double[] {2, Double.NaN}, new double[0])),
            Map.entry(
                    LinearHead.class, () -> new LinearHead(new float[][] {{1, 2}, {3, Float.NaN}}, new float[] {5, 6})),
            Map.entry(Palette.class, () -> new Palette(new int[] {0xff0000, 0x00ff00})),
            Map.entry(
                    Windows.class,
                    () -> new Windows(
                            new long[] {3}, new long[] {1}, new long[] {1}, new long[] {1, 1}, "NOTSET", false)),
            Map.entry(
                    TurnedKernels.class,
                    () -> new TurnedKernels(Tensor.of(new float[] {1, 2}, 1, 1, 2), new long[] {1, 1})),
            Map.entry(Slicing.class, () -> new Slicing(new long[] {0}, new long[] {2}, new long[] {1}, new long[] {1})),
            Map.entry(
                    HeatTable.class, () -> new HeatTable(List.of("a", "b"), new long[][] {{1, 2}, {3, 4}}, "images")));

    @Test
    void arraysAreHandedOutAsCopies() {
        methods()
                .that(new DescribedPredicate<>("return arrays to everyone") {
                    @Override
                    public boolean test(JavaMethod method) {
                        return method.getModifiers().contains(JavaModifier.PUBLIC)
                                && isOpen(method.getOwner())
                                && method.getRawReturnType().isArray()
                                && !isShared(method);
                    }
                })
                .should(copyTheArraysOfTheirClass())
                .check(HOUSE);
    }

    @Test
    void recordsKeepCollectionsOfTheirOwn() {
        classes()
                .that(new DescribedPredicate<>("are records for everyone") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.isRecord() && isOpen(type);
                    }
                })
                .should(freezeTheirCollections())
                .check(HOUSE);
    }

    @Test
    void recordsWithArraysAreEqualByWhatIsInThem() {
        Set<Class<?>> withArrays = HOUSE.stream()
                .filter(type -> type.isRecord() && isOpen(type))
                .map(JavaClass::reflect)
                .filter(type -> Stream.of(type.getRecordComponents()).anyMatch(ValuesTest::holdsArrays))
                .collect(Collectors.toSet());
        assertThat(EXAMPLES.keySet()).as("an example of every such record").isEqualTo(withArrays);
        EXAMPLES.forEach((type, example) -> assertThat(example.get())
                .as(type.getSimpleName())
                .isNotSameAs(example.get())
                .isEqualTo(example.get())
                .hasSameHashCodeAs(example.get()));
    }

    private static boolean isOpen(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ValuesTest::isOpen).orElse(true);
    }

    private static boolean isShared(JavaMethod method) {
        return SHARED.contains(method.getOwner().getSimpleName() + "." + method.getName());
    }

    private static boolean holdsArrays(RecordComponent component) {
        return component.getType().isArray()
                || Buffer.class.isAssignableFrom(component.getType())
                || component.getGenericType().getTypeName().contains("[]");
    }

    private static ArchCondition<JavaMethod> copyTheArraysOfTheirClass() {
        return new ArchCondition<>("copy the arrays of their class") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean reads = method.getFieldAccesses().stream()
                        .anyMatch(access -> access.getTarget().getOwner().equals(method.getOwner())
                                && access.getTarget().getRawType().isArray());
                boolean copies = method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> COPYING.contains(call.getTarget().getName()));
                if (reads && !copies && !makesItsOwn(method)) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " hands out its insides"));
                }
            }
        };
    }

    /** Whether an array is filled anew from fields, which a first look at the calls does not tell. */
    private static boolean makesItsOwn(JavaMethod method) {
        return !method.getOwner()
                .tryGetField(method.getName())
                .map(field -> field.getRawType().isArray())
                .orElse(false);
    }

    private static ArchCondition<JavaClass> freezeTheirCollections() {
        return new ArchCondition<>("freeze their collections") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long collections = Stream.of(type.reflect().getRecordComponents())
                        .filter(component -> Collection.class.isAssignableFrom(component.getType())
                                || Map.class.isAssignableFrom(component.getType()))
                        .count();
                long frozen = type.getConstructors().stream()
                        .mapToLong(constructor -> constructor.getMethodCallsFromSelf().stream()
                                .filter(call ->
                                        FREEZING.contains(call.getTarget().getName()))
                                .count())
                        .max()
                        .orElse(0);
                if (frozen < collections) {
                    events.add(SimpleConditionEvent.violated(
                            type,
                            type.getFullName() + " keeps " + (collections - frozen) + " collections of its caller"));
                }
            }
        };
    }
}
