package io.fovea.model;

import java.util.Map;
import java.util.Optional;

/** A detector of 80 classes: those of COCO (Lin et al. 2014), in the order of their numbers there. */
final class CocoConvention implements Convention {
    private static final String NAMES =
            """
            person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,\
            parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,\
            suitcase,frisbee,skis,snowboard,sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,\
            tennis racket,bottle,wine glass,cup,fork,knife,spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,\
            hot dog,pizza,donut,cake,chair,couch,potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,keyboard,\
            cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,teddy bear,hair drier,toothbrush""";

    private static final int CLASSES = 80;

    @Override
    public String name() {
        return "COCO";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        return clues.head() != DetectorHead.NONE && clues.classes() == CLASSES
                ? Map.of(CardKey.LABELS, NAMES.replace(',', '\n'))
                : Map.of();
    }

    @Override
    public Optional<String> doubt(CardKey key) {
        return Optional.of(
                "The labels of the classes are not recorded; a detector of 80 classes likely knows COCO's, which are"
                        + " assumed.");
    }
}
