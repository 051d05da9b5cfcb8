package io.fovea.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.pytorch.global.torch.globalContext;

import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FastConvolutionsTest {

    /** By the libtorch that is depended on; on a Zen 5 with 2.10 neither is. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void areRightHere(Precision precision) {
        assertThat(FastConvolutions.areRight(precision)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void areToldFromThoseOfOtherNumbers(Precision precision) {
        assertThat(FastConvolutions.tried(precision, kernel -> kernel.mul(new Scalar(1.05))))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void slowOnesAreRightAsWell(Precision precision) {
        try (Context context = globalContext()) {
            context.setUserEnabledMkldnn(false);
            try {
                assertThat(FastConvolutions.tried(precision, kernel -> kernel)).isTrue();
            } finally {
                context.setUserEnabledMkldnn(true);
            }
        }
    }
}
