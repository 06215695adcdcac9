//! Patches of a loaded page: it becomes another one, and what is equal already stays as it is, so the
//! browser lays out and paints only what has changed, and what the reader has opened stays open.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// Makes what stands in an element what stands in another of the same document.
pub fn patch(shown: &Element, wanted: &Element) {
    let (old, new) = (children(shown), children(wanted));
    let is_equal = |(a, b): &(&Node, &Node)| a.is_equal_node(Some(b));
    let n_first = old.iter().zip(&new).take_while(is_equal).count();
    let rest = old[n_first..].iter().rev().zip(new[n_first..].iter().rev());
    let n_last = rest.take_while(is_equal).count();
    let (gone, come) = (&old[n_first..old.len() - n_last], &new[n_first..new.len() - n_last]);
    if gone.len() == come.len() {
        gone.iter().zip(come).for_each(|(node, wanted)| become_like(shown, node, wanted));
        return;
    }
    let next = old.get(old.len() - n_last);
    // A node that is not a child any more need not be removed, and none comes into itself.
    gone.iter().for_each(|node| drop(shown.remove_child(node)));
    come.iter().for_each(|node| drop(shown.insert_before(node, next)));
}

/// Changes a child into another, or puts that in its place.
fn become_like(parent: &Element, node: &Node, wanted: &Node) {
    if !node.is_equal_node(Some(wanted)) && !grows_into(node, wanted) {
        // It fails only for what is no child.
        drop(parent.replace_child(wanted, node));
    }
}

/// Changes a node into another of its kind, if only what stands in it differs.
fn grows_into(node: &Node, wanted: &Node) -> bool {
    if node.node_type() == Node::TEXT_NODE && wanted.node_type() == Node::TEXT_NODE {
        node.set_node_value(wanted.node_value().as_deref());
        return true;
    }
    let elements = (as_element(node), as_element(wanted));
    let (Some(shown), Some(wanted)) = elements else { return false };
    let is_alike = shown.tag_name() == wanted.tag_name() && has_attributes_of(&shown, &wanted);
    if is_alike {
        patch(&shown, &wanted);
    }
    is_alike
}

/// Whether two elements have the same attributes, but for a disclosure that the reader has opened.
fn has_attributes_of(shown: &Element, wanted: &Element) -> bool {
    let written = |element: &Element| {
        let names = element.get_attribute_names().into_iter().filter_map(|name| name.as_string());
        let written = names.filter(|name| name != "open").map(|name| {
            let value = element.get_attribute(&name);
            (name, value)
        });
        written.collect::<Vec<_>>()
    };
    written(shown) == written(wanted)
}

/// A node of another window is no instance of this window's classes, so the cast goes by its type.
fn as_element(node: &Node) -> Option<Element> {
    (node.node_type() == Node::ELEMENT_NODE).then(|| node.clone().unchecked_into())
}

fn children(element: &Element) -> Vec<Node> {
    std::iter::successors(element.first_child(), Node::next_sibling).collect()
}
