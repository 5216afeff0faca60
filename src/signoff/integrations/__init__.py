"""WHAT OTHERS BUILT, taken into ours. Each module stands for one library and never imports it."""
