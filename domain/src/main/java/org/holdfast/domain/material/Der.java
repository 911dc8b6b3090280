package org.holdfast.domain.material;

/**
 * Walks over DER (ITU-T X.690, 10) before a parser sees it: definite lengths in their shortest
 * form, no value that reaches beyond the one around it, bounded nesting. So no input makes the
 * recursive parsers behind it run out of stack.
 */
final class Der {

  private static final int MAX_DEPTH = 24;
  private static final int SEQUENCE = 0x30;
  private static final int CONSTRUCTED = 0x20;
  private static final int TAG_NUMBER = 0x1f;

  private final byte[] content;

  private Der(byte[] content) {
    this.content = content;
  }

  /** Whether it could be the DER of a sequence, as all keys and certificates are. */
  static boolean looksLike(byte[] content) {
    return content.length > 0 && content[0] == SEQUENCE;
  }

  /**
   * Where the sequence that begins at {@code from} ends.
   *
   * @throws org.holdfast.domain.error.VaultException OBJECT_MATERIAL_INVALID if there is none
   */
  static int endOfSequence(byte[] content, int from) {
    if (from >= content.length || content[from] != SEQUENCE) {
      throw Refusal.material("this is neither PEM nor DER");
    }
    return new Der(content).skip(from, content.length, 0);
  }

  /**
   * The same bytes, after a check that they are one sequence and nothing else.
   *
   * @throws org.holdfast.domain.error.VaultException OBJECT_MATERIAL_INVALID
   */
  static byte[] requireSequence(byte[] content) {
    if (endOfSequence(content, 0) != content.length) {
      throw Refusal.material("there are bytes after the end");
    }
    return content;
  }

  private int skip(int from, int limit, int depth) {
    if (depth > MAX_DEPTH || limit - from < 2 || (content[from] & TAG_NUMBER) == TAG_NUMBER) {
      throw malformed();
    }
    int lengthBytes = content[from + 1] < 0 ? content[from + 1] & 0x7f : 0;
    int start = from + 2 + lengthBytes;
    if (lengthBytes > 3 || start > limit) {
      throw malformed();
    }
    int end = start + length(from + 1, lengthBytes);
    if (end > limit) {
      throw malformed();
    }
    if ((content[from] & CONSTRUCTED) != 0) {
      for (int inner = start; inner < end; ) {
        inner = skip(inner, end, depth + 1);
      }
    }
    return end;
  }

  private int length(int at, int lengthBytes) {
    if (content[at] >= 0) {
      return content[at];
    }
    int length = 0;
    for (int i = 1; i <= lengthBytes; i++) {
      length = (length << Byte.SIZE) | (content[at + i] & 0xff);
    }
    int shortest = lengthBytes == 1 ? 0x80 : 1 << (Byte.SIZE * (lengthBytes - 1));
    if (lengthBytes == 0 || length < shortest) {
      throw malformed();
    }
    return length;
  }

  private static RuntimeException malformed() {
    return Refusal.material("the DER is cut off or malformed");
  }
}
