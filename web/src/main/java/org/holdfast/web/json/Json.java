package org.holdfast.web.json;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.holdfast.domain.page.Page;
import org.holdfast.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** Writes JSON: maps, lists, numbers and booleans as such, null as null, all else as a string. */
public final class Json {

  private Json() {}

  public static String write(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  /** An object to fill, which keeps the order of its fields. */
  public static Map<String, @Nullable Object> object() {
    return new LinkedHashMap<>();
  }

  /** Puts a field unless the value is null. */
  public static void putIfPresent(
      Map<String, @Nullable Object> object, String name, @Nullable Object value) {
    if (value != null) {
      object.put(name, value);
    }
  }

  /** The one form that all lists have. */
  public static <T> String page(
      Page<T> page, PageRequest request, Function<T, Map<String, @Nullable Object>> row) {
    Map<String, @Nullable Object> list = object();
    list.put("items", page.rows().stream().map(row).toList());
    list.put("total", page.total());
    list.put("offset", request.offset());
    list.put("limit", request.limit());
    return write(list);
  }

  /** A list that is always whole. */
  public static <T> String list(List<T> rows, Function<T, Map<String, @Nullable Object>> row) {
    Map<String, @Nullable Object> list = object();
    list.put("items", rows.stream().map(row).toList());
    list.put("total", rows.size());
    return write(list);
  }

  private static void append(StringBuilder out, @Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Map<?, ?> map) {
      out.append('{');
      Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
      while (entries.hasNext()) {
        Map.Entry<?, ?> entry = entries.next();
        quote(out, String.valueOf(entry.getKey()));
        out.append(':');
        append(out, entry.getValue());
        out.append(entries.hasNext() ? "," : "");
      }
      out.append('}');
    } else if (value instanceof Iterable<?> items) {
      out.append('[');
      Iterator<?> iterator = items.iterator();
      while (iterator.hasNext()) {
        append(out, iterator.next());
        out.append(iterator.hasNext() ? "," : "");
      }
      out.append(']');
    } else {
      quote(out, value.toString());
    }
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // Lone surrogates too: they have no UTF-8 form.
          if (c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029 || isLone(text, i)) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isLone(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
