#include "ui/models/jsontreemodel.h"

#include "lib/protocol/catalogue.h"
#include "lib/rooms/roomdirectory.h"
#include "ui/models/text.h"

#include <QHash>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

bool isContainer(const JsonNode &node)
{
    return node.type == JsonToken::BeginObject || node.type == JsonToken::BeginArray;
}

/// Whatever the protocol itself names, besides what the catalogue lists.
QSet<QByteArray> protocolKeys()
{
    return {"Event", "values", "Command", "Status", "Error Code", "Error Description", "Request", "value",
        "Value", "room_id", "participant_id", "control", "x", "y", "z", "azimuth_heading",
        "elevation_heading", "seat", "seat_id", "position", "heading", "id", "name", "configuration",
        "action"};
}

const QSet<QByteArray> &knownKeys()
{
    static const QSet<QByteArray> keys = [] {
        QSet<QByteArray> all = protocolKeys();
        for (const Command &command : Catalogue::builtIn().commands()) {
            for (const Parameter &parameter : command.parameters)
                all += parameter.name.toUtf8();
            for (const ReplyField &field : command.reply)
                all += field.name.toUtf8();
        }
        for (const EventDescription &event : Catalogue::builtIn().events()) {
            for (const QString &field : event.fields)
                all += field.toUtf8();
        }
        return all;
    }();
    return keys;
}

/// Units that hold wherever a key occurs ("x" is in cm); what depends on a control is not among them.
const QHash<QByteArray, QString> &unitsByKey()
{
    static const QHash<QByteArray, QString> units = [] {
        QHash<QByteArray, QString> all;
        for (const Command &command : Catalogue::builtIn().commands()) {
            for (const Parameter &parameter : command.parameters) {
                if (!parameter.rule.unit.isEmpty())
                    all.insert(parameter.name.toUtf8(), parameter.rule.unit);
            }
        }
        return all;
    }();
    return units;
}

bool namesParticipant(const QByteArray &key)
{
    return key == "participant_id" || key == "listener_id" || key == "source_id";
}

QString errorAnnotation(const QByteArray &code)
{
    for (const ErrorCode &error : Catalogue::builtIn().errorCodes()) {
        if (QByteArray::number(error.code) == code)
            return error.name + u", "_s + error.meaning;
        if (error.name == QLatin1StringView(code))
            return error.meaning;
    }
    return {};
}

QString controlAnnotation(const QByteArray &control)
{
    for (const Choice &choice : Catalogue::builtIn().controls()) {
        if (choice.value.toVariant().toString() == QLatin1StringView(control))
            return choice.name;
    }
    return controlLabel(control);
}

/// What the control makes of a value, less the value itself: "on", "%"; empty without a control.
QString meaningOf(const QByteArray &control, const QByteArray &value)
{
    if (controlLabel(control).isEmpty())
        return {};
    const QString meaning = controlValueText(control, value);
    if (meaning == safeText(value))
        return {};
    const QString number = shownNumber(value);
    return meaning.startsWith(number) ? meaning.sliced(number.size()).trimmed() : meaning;
}

} // namespace

JsonTreeModel::JsonTreeModel(const RoomDirectory *directory, QObject *parent)
    : QAbstractItemModel(parent), m_directory(directory)
{
}

void JsonTreeModel::setMessage(const QByteArray &json, bool marksUnknownKeys)
{
    beginResetModel();
    m_json = json;
    m_marksUnknownKeys = marksUnknownKeys;
    m_remark.clear();
    const bool tooLarge = json.size() > maximumSize;
    m_nodes = tooLarge ? std::vector<JsonNode>() : jsonNodes(m_json);
    indexChildren();
    findRepeatedKeys();
    if (tooLarge)
        m_remark = u"Too large for a tree: %1. Show it as received."_s.arg(sizeText(json.size()));
    else if (std::any_of(m_nodes.begin(), m_nodes.end(), [](const JsonNode &node) { return node.truncated; }))
        m_remark = u"Deeper than 500 levels. Show it as received."_s;
    endResetModel();
}

void JsonTreeModel::indexChildren()
{
    const size_t count = m_nodes.size();
    m_row.assign(count, 0);
    m_firstChild.assign(count + 1, 0);
    for (size_t i = 1; i < count; ++i)
        m_row[i] = m_firstChild[size_t(m_nodes[i].parent) + 1]++;
    for (size_t i = 0; i < count; ++i)
        m_firstChild[i + 1] += m_firstChild[i];
    m_children.assign(count, 0);
    for (size_t i = 1; i < count; ++i)
        m_children[size_t(m_firstChild[size_t(m_nodes[i].parent)]) + size_t(m_row[i])] = int(i);
}

void JsonTreeModel::findRepeatedKeys()
{
    m_repeated.clear();
    QHash<std::pair<int, QByteArray>, int> seen;
    for (int i = 1; i < int(m_nodes.size()); ++i) {
        if (m_nodes[size_t(i)].key.length == 0)
            continue;
        const auto place = std::pair(m_nodes[size_t(i)].parent, key(i));
        const auto before = seen.constFind(place);
        if (before != seen.constEnd())
            m_repeated << *before << i;
        seen.insert(place, i);
    }
}

QByteArray JsonTreeModel::rawValue(const QModelIndex &index) const
{
    return index.isValid() ? node(index).value.in(m_json).toByteArray() : m_json;
}

QString JsonTreeModel::pathKey(int node) const
{
    const bool isInArray = m_nodes[size_t(node)].key.length == 0;
    return isInArray ? QString::number(m_row[size_t(node)]) : QString::fromUtf8(key(node));
}

QStringList JsonTreeModel::path(const QModelIndex &index) const
{
    QStringList keys;
    for (QModelIndex at = index; at.isValid(); at = at.parent())
        keys.prepend(pathKey(nodeIndex(at)));
    return keys;
}

QModelIndex JsonTreeModel::indexAt(const QStringList &path) const
{
    QModelIndex at;
    for (const QString &key : path) {
        int row = rowCount(at) - 1;
        while (row >= 0 && pathKey(nodeIndex(index(row, 0, at))) != key)
            --row;
        if (row < 0)
            return {};
        at = index(row, 0, at);
    }
    return at;
}

bool JsonTreeModel::isScalar(const QModelIndex &index) const
{
    return index.isValid() && !isContainer(node(index));
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || row >= rowCount(parent) || column < 0 || column >= ColumnCount)
        return {};
    const int first = m_firstChild[size_t(nodeIndex(parent))];
    return createIndex(row, column, quintptr(m_children[size_t(first) + size_t(row)]));
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    const int above = child.isValid() ? node(child).parent : 0;
    return above <= 0 ? QModelIndex() : createIndex(m_row[size_t(above)], 0, quintptr(above));
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    if (m_nodes.empty() || parent.column() > 0)
        return 0;
    const size_t at = size_t(nodeIndex(parent));
    return m_firstChild[at + 1] - m_firstChild[at];
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int at = nodeIndex(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == KeyColumn ? visibleText(QString::fromUtf8(key(at))) : valueText(at);
    case KeyRole:
        return visibleText(QString::fromUtf8(key(at)));
    case ValueRole:
        return valueText(at);
    case TypeRole:
        return int(node(index).type);
    case AnnotationRole:
        return annotation(at);
    case TagRole:
        return tag(at);
    case Qt::AccessibleTextRole:
        return QString(
            visibleText(QString::fromUtf8(key(at))) + u' ' + valueText(at) + u' ' + annotation(at) + tag(at))
            .trimmed();
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == KeyColumn ? u"Key"_s : u"Value"_s;
}

QByteArray JsonTreeModel::key(int node) const
{
    const ByteSpan span = m_nodes[size_t(node)].key;
    return span.length > 0 ? decodedString(span.in(m_json)) : QByteArray();
}

/// A short scalar as text, strings without quotes; empty for containers and for what no code can be.
QByteArray JsonTreeModel::scalar(int node) const
{
    const JsonNode &it = m_nodes[size_t(node)];
    if (isContainer(it) || it.value.length > maximumShownText * 6)
        return {};
    const QByteArrayView token = it.value.in(m_json);
    return it.type == JsonToken::String ? decodedString(token) : token.toByteArray();
}

QString JsonTreeModel::valueText(int node) const
{
    const JsonNode &it = m_nodes[size_t(node)];
    if (isContainer(it)) {
        const QString count = it.truncated ? u"…"_s : QString::number(it.childCount);
        return it.type == JsonToken::BeginObject ? u'{' + count + u'}' : u'[' + count + u']';
    }
    const qsizetype enough = std::min<qsizetype>(it.value.length, maximumShownText * 4);
    return visibleText(QString::fromUtf8(it.value.in(m_json).first(enough)));
}

QByteArray JsonTreeModel::siblingValue(int node, QByteArrayView wanted) const
{
    const size_t above = size_t(m_nodes[size_t(node)].parent);
    const int first = m_firstChild[above];
    const int end = std::min(m_firstChild[above + 1], first + 64);
    for (int i = first; i < end; ++i) {
        if (key(m_children[size_t(i)]) == wanted)
            return scalar(m_children[size_t(i)]);
    }
    return {};
}

QString JsonTreeModel::annotation(int node) const
{
    const QByteArray name = key(node);
    const QByteArray value = scalar(node);
    if (name.isEmpty() || value.isEmpty())
        return {};
    if (namesParticipant(name))
        return m_directory ? visibleText(m_directory->nameOf(siblingValue(node, "room_id"), value))
                           : QString();
    if (name == "control")
        return controlAnnotation(value);
    if (name == "Error Code")
        return errorAnnotation(value);
    if (name == "type")
        return participantTypeText(value);
    if (name == "value" || name == "Value")
        return meaningOf(siblingValue(node, "control"), value);
    return unitsByKey().value(name);
}

int JsonTreeModel::depth(int node) const
{
    int levels = 0;
    for (int at = node; m_nodes[size_t(at)].parent > 0; at = m_nodes[size_t(at)].parent)
        ++levels;
    return levels;
}

QString JsonTreeModel::tag(int node) const
{
    if (m_repeated.contains(node))
        return u"repeated key"_s;
    const QByteArray name = key(node);
    // What a listed container holds (a layout file, a licence) is its own business.
    const bool judged = m_marksUnknownKeys && !name.isEmpty() && depth(node) <= 1;
    return judged && !knownKeys().contains(name) ? u"unknown key"_s : QString();
}

} // namespace console
