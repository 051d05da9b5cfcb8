package io.fovea.fuzz;

import java.util.Locale;
import java.util.Random;

/** What an input is, and with it how it is mutated and what tries it. */
enum Kind {
    /** ONNX files: bytes and messages. */
    MODEL(40) {
        @Override
        byte[] mutated(Seed seed, Seed other, Random random) {
            return random.nextInt(4) == 0
                    ? ByteMutations.of(seed.bytes(), other.bytes(), random)
                    : ProtoMutations.of(seed.bytes(), other.bytes(), random);
        }
    },
    /** The metadata of ONNX files. */
    CARD(15) {
        @Override
        byte[] mutated(Seed seed, Seed other, Random random) {
            return CardMutations.of(seed.bytes(), random);
        }
    },
    RECIPE(15) {
        @Override
        byte[] mutated(Seed seed, Seed other, Random random) {
            return random.nextInt(8) == 0
                    ? ByteMutations.of(seed.bytes(), other.bytes(), random)
                    : TextMutations.of(seed.bytes(), other.bytes(), random);
        }
    },
    /** Data sets in zip files. */
    ARCHIVE(10) {
        @Override
        byte[] mutated(Seed seed, Seed other, Random random) {
            return random.nextInt(2) == 0
                    ? ByteMutations.of(seed.bytes(), other.bytes(), random)
                    : ZipMutations.of(seed.bytes(), random);
        }
    },
    IMAGE(15) {
        @Override
        byte[] mutated(Seed seed, Seed other, Random random) {
            return TiffSeeds.hasText(seed.bytes()) && random.nextBoolean()
                    ? TiffSeeds.inText(seed.bytes(), random)
                    : ByteMutations.nearTheBeginning(seed.bytes(), other.bytes(), random);
        }
    },
    /** Folders of OME-Zarr, in a zip. */
    STORE(15) {
        @Override
        byte[] mutated(Seed seed, Seed other, Random random) {
            return StoreMutations.of(seed.bytes(), other.bytes(), random);
        }
    },
    /** CSV files that name images and their labels. */
    TABLE(3) {
        @Override
        byte[] mutated(Seed seed, Seed other, Random random) {
            return TextMutations.of(seed.bytes(), other.bytes(), random);
        }
    },
    /** MNIST's format. */
    IDX(2) {
        @Override
        byte[] mutated(Seed seed, Seed other, Random random) {
            return ByteMutations.nearTheBeginning(seed.bytes(), other.bytes(), random);
        }
    };

    private final int weight;

    Kind(int weight) {
        this.weight = weight;
    }

    /** A mutation of a seed, perhaps with parts of another one. */
    abstract byte[] mutated(Seed seed, Seed other, Random random);

    /** One kind, the more often the more its weight. */
    static Kind any(Random random) {
        int all = 0;
        for (Kind kind : values()) {
            all += kind.weight;
        }
        int drawn = random.nextInt(all);
        for (Kind kind : values()) {
            drawn -= kind.weight;
            if (drawn < 0) {
                return kind;
            }
        }
        throw new IllegalStateException();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
