package io.fovea.explain.measure;

import java.util.Locale;

/** What a map is measured by: what it says, which way is better, and where it is from. */
public enum Measure {
    /** The area under the deletion curve. */
    DELETION(
            Kind.FAITHFUL,
            false,
            "area under the class's probability while the hottest pixels become the mean colour",
            "Petsiuk et al., 2018"),
    /** The area under the insertion curve. */
    INSERTION(
            Kind.FAITHFUL,
            true,
            "area under the class's probability while the hottest pixels come back on a blurred image",
            "Petsiuk et al., 2018"),
    /** The difference of ROAD. */
    ROAD(
            Kind.FAITHFUL,
            true,
            "half of what the probability loses more without the hottest pixels than without the coldest, where noisy linear"
                    + " imputation hides that they are gone; at random 0",
            "Rong et al., 2022"),
    /** The confidence drop. */
    DROP(
            Kind.FAITHFUL,
            false,
            "the share of the probability that is lost when the image is darkened by the map",
            "Chattopadhay et al., 2018"),
    /** The confidence increase. */
    INCREASE(
            Kind.FAITHFUL,
            true,
            "1 where the image darkened by the map is more probable than the image; over images, the share of these",
            "Chattopadhay et al., 2018"),
    /** Infidelity. */
    INFIDELITY(
            Kind.FAITHFUL,
            false,
            "the share of what the score loses under squares of the mean colour that the map does not foretell, at its best scale",
            "Yeh et al., 2019"),
    /** Max-sensitivity. */
    SENSITIVITY(
            Kind.STABLE,
            false,
            "how far the map moves, in its own length, when noise of 2 % is added to the image",
            "Yeh et al., 2019"),
    /** Randomisation layer by layer. */
    RANDOMISED(
            Kind.OF_THE_MODEL,
            false,
            "the size of the rank correlation with the map of the model whose weights are drawn anew, layer by layer from the"
                    + " scores down: near 1 the map shows the image and not what was learnt",
            "Adebayo et al., 2018"),
    /** The pointing game. */
    POINTING(Kind.PLACE, true, "1 where the hottest pixel is on the object", "Zhang et al., 2016"),
    /** The energy in the mask. */
    ENERGY(Kind.PLACE, true, "the share of all heat that is on the object", "Wang et al., 2020"),
    /** The best overlap. */
    OVERLAP(
            Kind.PLACE,
            true,
            "intersection over union of heat and object at the threshold that suits the map best",
            "Zhou et al., 2016"),
    /** Sparseness. */
    SPARSENESS(
            Kind.FORM,
            true,
            "the Gini index of the map: 0 where all pixels are as hot, near 1 where few have everything",
            "Chalasani et al., 2020"),
    /** Complexity. */
    COMPLEXITY(Kind.FORM, false, "the entropy of the map's shares, in nats", "Bhatt et al., 2020"),
    /** Agreement between methods. */
    AGREEMENT(Kind.FORM, true, "the mean rank correlation with the maps of the other methods", "Neely et al., 2021");

    /** What a measure is about. */
    public enum Kind {
        /** Whether the model does what the map says; counts in the ranking. */
        FAITHFUL("does the model do what the map says"),
        /** Whether the map stays where the image does; counts in the ranking. */
        STABLE("does the map stay when the image hardly changes"),
        /** Whether the map changes with what the model learnt; counts in the ranking. */
        OF_THE_MODEL("does the map change with what was learnt"),
        /** Where an object is; says more of the model than of the map. */
        PLACE("does the heat lie on the object"),
        /** How the map looks, which is neither good nor bad. */
        FORM("what the map is like");

        private final String question;

        Kind(String question) {
            this.question = question;
        }

        /** What such measures ask: a question in small letters, without its mark. */
        public String question() {
            return question;
        }

        /** Whether measures of this kind count in a ranking of maps. */
        public boolean counts() {
            return this == FAITHFUL || this == STABLE || this == OF_THE_MODEL;
        }
    }

    private final Kind kind;
    private final boolean more;
    private final String sentence;
    private final String paper;

    Measure(Kind kind, boolean more, String sentence, String paper) {
        this.kind = kind;
        this.more = more;
        this.sentence = sentence;
        this.paper = paper;
    }

    /** What it is called in tables. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is about. */
    public Kind kind() {
        return kind;
    }

    /** Whether more is better; of the form of a map, whether more is sparser or more alike. */
    public boolean isMoreBetter() {
        return more;
    }

    /** What it says: one line, without a full stop. */
    public String sentence() {
        return sentence;
    }

    /** Where it is from: authors and year. */
    public String paper() {
        return paper;
    }
}
