//! On macOS a Python module leaves Python's own symbols to be found when it is loaded, which the linker has to be told.

fn main() {
    pyo3_build_config::add_extension_module_link_args();
}
