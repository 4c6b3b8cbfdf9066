using System.Data.Common;
using TungNgo.Data.Rows;

namespace TungNgo.Data.Postgres;

/// <summary>A row of an answer of PostgreSQL.</summary>
internal sealed class PostgresRow(DbDataReader reader) : IRow
{
    public bool IsNull(int column) => reader.IsDBNull(column);

    public Guid Id(int column) => reader.GetGuid(column);

    public string Text(int column) => reader.GetString(column);

    public int Int(int column) => reader.GetInt32(column);

    public long Long(int column) => reader.GetInt64(column);

    public double Double(int column) => reader.GetDouble(column);

    public decimal Decimal(int column) => reader.GetDecimal(column);

    public bool Bool(int column) => reader.GetBoolean(column);

    public DateTime Instant(int column) => reader.GetDateTime(column);

    public DateOnly Day(int column) => reader.GetFieldValue<DateOnly>(column);

    public TimeOnly Time(int column) => reader.GetFieldValue<TimeOnly>(column);
}
