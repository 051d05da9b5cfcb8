package io.fovea.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fovea.FoveaException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SparkParkTest {
    @Test
    void aMasterThatIsNoneIsNamed() {
        SparkJava.fault(Runtime.version().feature()).ifPresent(fault -> assumeTrue(false, fault));

        assertThatThrownBy(() -> new SparkPark().open("a test", Map.of("master", "sparks://host:7077"), told -> {}))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("Spark cannot be had from 'sparks://host:7077'");
    }
}
