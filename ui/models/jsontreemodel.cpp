#include "ui/models/jsontreemodel.h"

#include "lib/protocol/catalogue.h"
#include "lib/rooms/roomdirectory.h"
#include "ui/models/numbers.h"
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
    : QAbstractItemModel(parent), m_directory(directory),
      m_tree(std::make_shared<JsonTree>(JsonTree::of({}))), m_question([this](const TreePointer &tree) {
          m_isReading = false;
          show(tree);
          emit arrived();
      })
{
}

void JsonTreeModel::setMessage(const QByteArray &json, bool marksUnknownKeys, MessageId message)
{
    m_message = message;
    m_question.forget();
    m_marksUnknownKeys = marksUnknownKeys;
    m_isReading = json.size() > readAtOnce;
    show(std::make_shared<const JsonTree>(JsonTree::of(m_isReading ? QByteArray() : json)));
    if (m_isReading)
        m_question.ask([json] { return std::make_shared<const JsonTree>(JsonTree::of(json)); });
}

void JsonTreeModel::show(const TreePointer &tree)
{
    beginResetModel();
    m_tree = tree;
    m_shown.clear();
    endResetModel();
}

int JsonTreeModel::shownChildren(int node) const
{
    return std::min(m_tree->childCount(node), m_shown.value(node, pageSize));
}

/// The row "more" goes, and comes back behind the new ones unless nothing is left.
void JsonTreeModel::showMore(const QModelIndex &more)
{
    const int container = nodeIndex(more);
    const int before = shownChildren(container);
    if (!isMore(more) || more.row() != before)
        return;
    const QModelIndex above = more.parent();
    const int after = std::min(before + pageSize, m_tree->childCount(container));
    const bool isLast = after == m_tree->childCount(container);
    beginRemoveRows(above, before, before);
    m_withoutMore = container;
    endRemoveRows();
    beginInsertRows(above, before, isLast ? after - 1 : after);
    m_withoutMore = -1;
    m_shown.insert(container, after);
    endInsertRows();
}

QByteArray JsonTreeModel::rawValue(const QModelIndex &index) const
{
    return index.isValid() ? node(index).value.in(m_tree->json).toByteArray() : m_tree->json;
}

QString JsonTreeModel::pathKey(int node) const
{
    const bool isInArray = m_tree->nodes[size_t(node)].key.length == 0;
    return isInArray ? QString::number(m_tree->rows[size_t(node)]) : QString::fromUtf8(key(node));
}

QStringList JsonTreeModel::path(const QModelIndex &index) const
{
    QStringList keys;
    for (QModelIndex at = isMore(index) ? index.parent() : index; at.isValid(); at = at.parent())
        keys.prepend(pathKey(nodeIndex(at)));
    return keys;
}

QModelIndex JsonTreeModel::indexAt(const QStringList &path) const
{
    if (m_tree->nodes.empty())
        return {};
    QModelIndex at;
    for (const QString &key : path) {
        int row = isMore(at) ? -1 : shownChildren(nodeIndex(at)) - 1;
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
    return index.isValid() && !isMore(index) && !isContainer(node(index));
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || row >= rowCount(parent) || column < 0 || column >= ColumnCount)
        return {};
    const int container = nodeIndex(parent);
    if (row == shownChildren(container))
        return createIndex(row, column, quintptr(container) | moreBit);
    return createIndex(row, column, quintptr(m_tree->child(container, row)));
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    const int above = isMore(child) ? nodeIndex(child) : node(child).parent;
    return above <= 0 ? QModelIndex() : createIndex(m_tree->rows[size_t(above)], 0, quintptr(above));
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    if (m_tree->nodes.empty() || parent.column() > 0 || isMore(parent))
        return 0;
    const int container = nodeIndex(parent);
    const int shown = shownChildren(container);
    const bool hasMore = shown < m_tree->childCount(container) && container != m_withoutMore;
    return hasMore ? shown + 1 : shown;
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
    if (isMore(index))
        return moreData(at, role);
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
    case IsMoreRole:
        return false;
    case IsDeepRole:
        return node(index).truncated;
    case Qt::AccessibleTextRole:
        return QString(
            visibleText(QString::fromUtf8(key(at))) + u' ' + valueText(at) + u' ' + annotation(at) + tag(at))
            .trimmed();
    default:
        return {};
    }
}

/// "99 000 more, show 1 000"
QVariant JsonTreeModel::moreData(int node, int role) const
{
    const int left = m_tree->childCount(node) - shownChildren(node);
    switch (role) {
    case Qt::DisplayRole:
    case ValueRole:
    case Qt::AccessibleTextRole:
        return u"%1 more, show %2"_s.arg(groupedNumber(left), groupedNumber(std::min(left, pageSize)));
    case IsMoreRole:
        return true;
    case IsDeepRole:
        return false;
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

/// A short scalar as text, strings without quotes; empty for containers and for what no code can be.
QByteArray JsonTreeModel::scalar(int node) const
{
    const JsonNode &it = m_tree->nodes[size_t(node)];
    if (isContainer(it) || it.value.length > maximumShownText * 6)
        return {};
    const QByteArrayView token = it.value.in(m_tree->json);
    return it.type == JsonToken::String ? decodedString(token) : token.toByteArray();
}

QString JsonTreeModel::valueText(int node) const
{
    const JsonNode &it = m_tree->nodes[size_t(node)];
    if (isContainer(it)) {
        const QString count = it.truncated ? u"…"_s : QString::number(it.childCount);
        return it.type == JsonToken::BeginObject ? u'{' + count + u'}' : u'[' + count + u']';
    }
    const qsizetype enough = std::min<qsizetype>(it.value.length, maximumShownText * 4);
    return visibleText(QString::fromUtf8(it.value.in(m_tree->json).first(enough)));
}

QByteArray JsonTreeModel::siblingValue(int node, QByteArrayView wanted) const
{
    const int above = m_tree->nodes[size_t(node)].parent;
    const int count = std::min(m_tree->childCount(above), 64);
    for (int row = 0; row < count; ++row) {
        if (key(m_tree->child(above, row)) == wanted)
            return scalar(m_tree->child(above, row));
    }
    return {};
}

QString JsonTreeModel::personName(int node, const QByteArray &participant) const
{
    if (!m_directory)
        return {};
    const QByteArray room = siblingValue(node, "room_id");
    return m_message ? m_directory->nameOf(room, participant, m_message)
                     : m_directory->nameOf(room, participant);
}

QString JsonTreeModel::annotation(int node) const
{
    const QByteArray name = key(node);
    const QByteArray value = scalar(node);
    if (name.isEmpty() || value.isEmpty())
        return {};
    if (namesParticipant(name))
        return visibleText(personName(node, value));
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
    for (int at = node; m_tree->nodes[size_t(at)].parent > 0; at = m_tree->nodes[size_t(at)].parent)
        ++levels;
    return levels;
}

QString JsonTreeModel::tag(int node) const
{
    if (m_tree->nodes[size_t(node)].truncated)
        return u"too deep, show as text"_s;
    if (m_tree->repeated.contains(node))
        return u"repeated key"_s;
    const QByteArray name = key(node);
    // What a listed container holds (a layout file, a licence) is its own business.
    const bool judged = m_marksUnknownKeys && !name.isEmpty() && depth(node) <= 1;
    return judged && !knownKeys().contains(name) ? u"unknown key"_s : QString();
}

} // namespace console
