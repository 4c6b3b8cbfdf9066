using SQLitePCL;
using TungNgo.Data.Rows;

namespace TungNgo.Data.Sqlite;

/// <summary>A row of a running statement, read from SQLite itself.</summary>
internal sealed class SqliteRow(sqlite3_stmt statement) : IRow
{
    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public Guid Id(int column) => new(raw.sqlite3_column_blob(statement, column), bigEndian: true);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public int Int(int column) => raw.sqlite3_column_int(statement, column);

    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    public double Double(int column) => raw.sqlite3_column_double(statement, column);

    public decimal Decimal(int column) => decimal.Parse(Text(column), System.Globalization.CultureInfo.InvariantCulture);

    public bool Bool(int column) => raw.sqlite3_column_int(statement, column) != 0;

    public DateTime Instant(int column) => SqliteForms.Instant(raw.sqlite3_column_int64(statement, column));

    public DateOnly Day(int column) => LegalDay.FromNumber(raw.sqlite3_column_int(statement, column));

    public TimeOnly Time(int column) => SqliteForms.Time(raw.sqlite3_column_int64(statement, column));
}
