package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.Context;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.PluginService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/**
 * A context as Fiji and PyImageJ make theirs: of the services that are SciJava's, SCIFIO's or ImageJ's by their type, and no others.
 */
class FijiContextTest {
    private static Context fiji;

    @BeforeAll
    static void start() {
        fiji = new Context(SciJavaService.class);
    }

    @AfterAll
    static void end() {
        fiji.dispose();
    }

    static List<FoveaMenu.Entry> entries() {
        return FoveaMenu.entries();
    }

    @Test
    void everyServiceOfFoveaIsThere() {
        List<String> known = fiji.service(PluginService.class).getPluginsOfType(Service.class).stream()
                .map(info -> info.getClassName())
                .filter(name -> name.startsWith("io.fovea."))
                .toList();

        assertThat(known).contains(OpenModels.class.getName(), DropService.class.getName());
        assertThat(fiji.getServiceIndex().getAll().stream()
                        .map(service -> service.getClass().getName()))
                .containsAll(known);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyCommandIsGivenTheServicesThatItAsksFor(FoveaMenu.Entry entry) throws IllegalAccessException {
        Object command = CommandCall.prepare(fiji, entry.commandClass()).command();

        for (Class<?> type = command.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (var field : Arrays.stream(type.getDeclaredFields())
                    .filter(one -> one.isAnnotationPresent(Parameter.class))
                    .filter(one -> Service.class.isAssignableFrom(one.getType()))
                    .toList()) {
                field.setAccessible(true);
                assertThat(field.get(command)).as(field.toString()).isNotNull();
            }
        }
    }
}
