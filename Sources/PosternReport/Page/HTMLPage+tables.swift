extension HTMLPage {
  /// A table that scrolls sideways where it has no room, with a keyboard too.
  mutating func scrollingTable(
    id: String, label: String, classes: String, _ content: (inout HTMLPage) -> Void
  ) {
    var attributes: Attributes = []
    if !classes.isEmpty { attributes.append((name: "class", value: classes)) }
    element(
      "div",
      [("class", "scroll"), ("id", id), ("role", "region"), ("aria-label", label), ("tabindex", "0")]
    ) { page in
      page.element("table", attributes, content)
    }
  }

  /// A row of headings.
  mutating func row(_ headings: [String], numbers: [String] = []) {
    element("tr") { page in
      for heading in headings { page.element("th", [("scope", "col")], text: heading) }
      for heading in numbers { page.element("th", [("scope", "col"), ("class", "number")], text: heading) }
    }
  }

  /// A list of texts; nothing for none.
  mutating func list(_ items: [String]) {
    if items.isEmpty { return }
    element("ul") { page in
      for item in items { page.element("li", text: item) }
    }
  }

  /// A cell: one text, or a list of several.
  mutating func cell(_ texts: [String]) {
    element("td") { page in
      if texts.count == 1 { page.write(texts[0]) } else { page.list(texts) }
    }
  }
}
