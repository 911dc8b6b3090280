package org.holdfast.domain.hsm.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML mapping, read strictly: each value is asked for by key and type. */
final class YamlMap {

  private final int line;
  private final String what;
  private final Map<String, Node> values;

  private YamlMap(int line, String what, Map<String, Node> values) {
    this.line = line;
    this.what = what;
    this.values = values;
  }

  /**
   * @param what completes "in", such as {@code a hook}
   */
  static YamlMap of(Node node, String what) {
    if (!(node instanceof MappingNode mapping)) {
      throw new Mistake(line(node), what + " is written as lines 'key: value'");
    }
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      Node key = entry.getKeyNode();
      if (!(key instanceof ScalarNode scalar)) {
        throw new Mistake(line(key), "a key is a word");
      }
      if (values.putIfAbsent(scalar.getValue(), entry.getValueNode()) != null) {
        throw new Mistake(line(key), "'%s' is there twice".formatted(scalar.getValue()));
      }
    }
    return new YamlMap(line(node), what, values);
  }

  /** Refuses keys that are not among these. */
  YamlMap only(String... known) {
    Set<String> allowed = Set.of(known);
    values.forEach(
        (key, value) -> {
          if (!allowed.contains(key)) {
            throw new Mistake(
                line(value),
                "unknown key '%s' in %s; the keys are %s"
                    .formatted(key, what, String.join(", ", known)));
          }
        });
    return this;
  }

  /** Where a value stands; where the mapping begins if it is not there. */
  int line(String key) {
    Node value = values.get(key);
    return value == null ? line : line(value);
  }

  /** Text that is not blank. */
  String text(String key) {
    return text(require(key), key);
  }

  Optional<String> optionalText(String key) {
    return find(key).map(value -> text(value, key));
  }

  int integer(String key, int least, int most) {
    return integer(require(key), key, least, most);
  }

  Optional<Integer> optionalInteger(String key, int least, int most) {
    return find(key).map(value -> integer(value, key, least, most));
  }

  boolean bool(String key, boolean otherwise) {
    Node value = values.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.getTag().equals(Tag.BOOL)) {
      throw new Mistake(line(value), "'%s' is true or false".formatted(key));
    }
    return Boolean.parseBoolean(((ScalarNode) value).getValue());
  }

  /** The constant of that name; in lower case and with hyphens if they are words of the file. */
  <E extends Enum<E>> E word(String key, Class<E> type) {
    return word(require(key), key, type, YamlMap::hyphened);
  }

  <E extends Enum<E>> E word(String key, Class<E> type, E otherwise) {
    return find(key).map(value -> word(value, key, type, YamlMap::hyphened)).orElse(otherwise);
  }

  /** As {@link #word}, a list of them. */
  <E extends Enum<E>> List<E> words(String key, Class<E> type) {
    return list(key, value -> word(value, key, type, YamlMap::hyphened));
  }

  /** The constants of those names, as they are in the code. */
  <E extends Enum<E>> List<E> names(String key, Class<E> type) {
    return list(key, value -> word(value, key, type, Enum::name));
  }

  /** Texts, at least {@code least} of them. */
  List<String> texts(String key, int least) {
    List<String> texts = list(key, value -> text(value, key));
    if (texts.size() < least) {
      throw new Mistake(line(key), "'%s' needs at least one value".formatted(key));
    }
    return texts;
  }

  /** A mapping below this one; empty if it is not there. */
  Optional<YamlMap> optionalMap(String key, String named) {
    return find(key).map(value -> of(value, named));
  }

  YamlMap map(String key, String named) {
    return of(require(key), named);
  }

  /** Mappings below this one, in a list; none if the key is not there. */
  List<YamlMap> maps(String key, String named) {
    return values.containsKey(key) ? list(key, value -> of(value, named)) : List.of();
  }

  /** The keys and the constants that their values name. */
  <E extends Enum<E>> Map<String, E> namesByKey(Class<E> type) {
    Map<String, E> found = new LinkedHashMap<>();
    values.forEach((key, value) -> found.put(key, word(value, key, type, Enum::name)));
    return found;
  }

  private <T> List<T> list(String key, Function<Node, T> element) {
    if (!(require(key) instanceof SequenceNode sequence)) {
      throw new Mistake(line(key), "'%s' is a list".formatted(key));
    }
    List<T> found = new ArrayList<>();
    for (Node node : sequence.getValue()) {
      T value = element.apply(node);
      if (found.contains(value)) {
        throw new Mistake(line(node), "'%s' has the same value twice".formatted(key));
      }
      found.add(value);
    }
    return found;
  }

  private Node require(String key) {
    return find(key)
        .orElseThrow(() -> new Mistake(line, "'%s' is missing in %s".formatted(key, what)));
  }

  private Optional<Node> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  private static String text(Node value, String key) {
    if (!(value instanceof ScalarNode scalar) || !value.getTag().equals(Tag.STR)) {
      throw new Mistake(
          line(value),
          "'%s' is text; what YAML takes for something else goes in quotes".formatted(key));
    }
    String text = scalar.getValue().strip();
    if (text.isEmpty()) {
      throw new Mistake(
          line(value), "'%s' is empty; leave it out, or say something".formatted(key));
    }
    return text;
  }

  private static int integer(Node value, String key, int least, int most) {
    String range = "'%s' is a whole number from %d to %d".formatted(key, least, most);
    if (!(value instanceof ScalarNode scalar) || !value.getTag().equals(Tag.INT)) {
      throw new Mistake(line(value), range);
    }
    try {
      int number = Integer.parseInt(scalar.getValue());
      if (number < least || number > most) {
        throw new Mistake(line(value), range);
      }
      return number;
    } catch (NumberFormatException e) {
      throw new Mistake(line(value), range);
    }
  }

  private static <E extends Enum<E>> E word(
      Node value, String key, Class<E> type, Function<E, String> form) {
    @Nullable String word = value instanceof ScalarNode scalar ? scalar.getValue() : null;
    List<E> constants = Arrays.asList(type.getEnumConstants());
    return constants.stream()
        .filter(constant -> form.apply(constant).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new Mistake(
                    line(value),
                    "%s at '%s' is not known; allowed: %s"
                        .formatted(
                            word == null ? "the value" : "'" + word + "'",
                            key,
                            constants.stream().map(form).collect(Collectors.joining(", ")))));
  }

  static String hyphened(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }
}
