package io.fovea.layers;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The weights that a layer has at all of its places in one network, by what they are called within the layer. */
class SharedWeights {

    /** Shares none. */
    static final SharedWeights NONE = new SharedWeights() {
        @Override
        void keep(Network place, String what, String name) {
            // every place has weights of its own
        }
    };

    private final Map<String, String> names = new HashMap<>();
    private Optional<Network> network = Optional.empty();

    /** Notes a weight; those of another network are forgotten. */
    void keep(Network place, String what, String name) {
        if (!network.equals(Optional.of(place))) {
            names.clear();
            network = Optional.of(place);
        }
        names.put(what, name);
    }

    /** The value that a place of this network made. */
    Optional<String> find(Network place, String what) {
        return network.filter(place::equals).map(same -> names.get(what));
    }
}
