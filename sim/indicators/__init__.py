"""What an indicator is: its rows, periods and names; files may name them."""
