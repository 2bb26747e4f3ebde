"""What readers see, a module for each subject. Everything starts from what is `public()`."""
