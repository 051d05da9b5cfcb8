package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StemsTest {
    private static final List<String> CHANNELS = List.of("-c1-z0001", "-c2-z0001");
    private static final List<String> SLICES = List.of("-z0001", "-z0002");

    @Test
    void whereStemsAreEqualTheLaterKeepsItsSuffix() {
        List<Source> sources = sources("a.png", "a.tif", "A.PNG");
        Stems stems = new Stems(sources);

        assertThat(sources.stream().map(source -> stems.of(source, List.of("")).get(0)))
                .containsExactly("a", "a.tif", "A.PNG");
    }

    @Test
    void pagesAreToldApartFromOtherFiles() {
        List<Source> sources = sources("stack-0001.png", "stack.tif");

        assertThat(new Stems(sources).of(sources.get(1), List.of("-0001", "-0002")))
                .containsExactly("stack-0001-2", "stack-0002");
    }

    @Test
    void namesOfPagesDoNotDependOnTheOrderOfTheWork() {
        List<Source> sources = sources("s-c1.tif", "s.tif", "s-t1.tif", "s-control.tif");
        Stems one = new Stems(sources);
        Stems other = new Stems(sources);

        assertThat(one.of(sources.get(1), CHANNELS)).containsExactly("s-c1-z0001", "s-c2-z0001");
        assertThat(one.of(sources.get(0), SLICES)).containsExactly("s-c1.tif-z0001", "s-c1.tif-z0002");
        assertThat(other.of(sources.get(0), SLICES)).isEqualTo(one.of(sources.get(0), SLICES));
        assertThat(other.of(sources.get(1), CHANNELS)).isEqualTo(one.of(sources.get(1), CHANNELS));
        assertThat(one.of(sources.get(2), List.of(""))).containsExactly("s-t1");
        assertThat(one.of(sources.get(3), SLICES)).containsExactly("s-control-z0001", "s-control-z0002");
    }

    @Test
    void namingTellsWhetherPagesGiveWayToOtherFiles() {
        Source stack = sources("s.tif").get(0);

        assertThat(new Stems(sources("s.tif", "s-control.tif", "s-1.tif", "S2.tif")).naming(stack))
                .isEqualTo("s");
        assertThat(new Stems(sources("s.tif", "S-C1.tif", "s-z0001-t0002.tif", "s-0003.tif")).naming(stack))
                .isEqualTo("s/s-0003/s-c1/s-z0001-t0002");
        Stems all = new Stems(sources("s.tif", "s-c1.tif", "t.tif", "t-c1.tif"));
        assertThat(Stems.ofParts(Map.of(stack, all.part(stack))).naming(stack)).isEqualTo("s/s-c1");
    }

    private static List<Source> sources(String... names) {
        return Stream.of(names).map(name -> new Source(Path.of(name), name)).toList();
    }
}
